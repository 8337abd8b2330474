/** What did not run is never green: every way in which nothing runs, and what it says. */
import { expect, test } from 'vitest';
import { ruleIds } from '../../src/contract/rules.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

const files = { 'good.yaml': scenario('tags: [smoke]\n') };

test('there is no suite', async () => {
  const { code, out, err } = await call([], { cwd: writeFiles({ 'good.yaml': scenario() }) });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('there is no suite.yaml');
});

test('the suite has no scenario', async () => {
  const { code, out, err } = await call([], {});
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('the suite has no scenarios');
});

test.each([
  [['nothing/here'], 'no scenario matches nothing/here'],
  [['good', 'nothing'], 'no scenario matches nothing'],
  [['--tag', 'not smoke'], '--tag "not smoke"'],
  [['--tag', 'smok'], 'did you mean smoke?'],
  [['--grep', 'zebra'], '--grep "zebra"'],
  [['--transport', 'sdk'], '--transport sdk'],
  [['good.yaml:99'], 'good.yaml has no line 99'],
  [['good[transport=sdk]'], 'good has no case good[transport=sdk]'],
])('%j selects nothing', async (args, says) => {
  const { code, out, err } = await call(args, { files });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
  expect(err).toMatch(/1 error\b/);
});

test('the matrix leaves nothing', async () => {
  const empty = scenario('matrix: { n: [1], exclude: [{ n: 1 }] }\n');
  const { code, out, err } = await call([], { files: { 'empty.yaml': empty } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('empty.yaml:5:');
});

test('all cases are skipped by their author', async () => {
  const { code, out } = await call([], { files: { 'later.yaml': scenario('skip: Not before March\n') } });
  expect(code).toBe(3);
  expect(out).toContain('Not before March');
});

test('some are skipped: the others decide', async () => {
  const { code } = await call([], { files: { ...files, 'later.yaml': scenario('skip: Not before March\n') } });
  expect(code).toBe(0);
});

test('all are undecided', async () => {
  const { code, out } = await call([], {
    files: { 'busy.yaml': scenario('mock: { status: 429, error: { code: 429, message: Slow down } }\n') },
  });
  expect(code).toBe(3);
  expect(out).toContain('1 undecided');
});

test('no check is asked', async () => {
  const rules = ruleIds.map((rule) => `${rule}: off`).join(', ');
  const { code, out } = await call([], { files: { 'silent.yaml': scenario(`contract: { rules: { ${rules} } }\n`) } });
  expect(code).toBe(3);
  expect(out).toContain('no check was asked');
});

test.each([
  ['stream: { done: true }', 'expect.stream applies to no case of this scenario: a whole answer has no stream'],
  ['sdk: { error: X }', 'expect.sdk applies to no case of this scenario: the request goes over rest'],
])('a facet that is never asked: %s', async (facet, says) => {
  const { code, out, err } = await call([], { files: { 'a.yaml': scenario(`expect: { ${facet} }\n`) } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.replace(/\s+/g, ' ')).toContain(says);
  expect(err).toContain('a.yaml:5:');
});

test.each([
  ['expect: "${{ json(\'e.json\') }}"', { contnet: 'x' }, 'contnet'],
  ['mock: "${{ json(\'e.json\') }}"', { contnet: 'x' }, 'contnet'],
])('what comes in through an expression is judged like what is written: %s', async (line, value, says) => {
  const files = { 'a.yaml': scenario(`${line}\n`), 'e.json': JSON.stringify(value) };
  const { code, out, err } = await call([], { files });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});

test.each([
  ['vars: { unread: "${{ vars.typo }}" }', 'vars.typo is not defined'],
  ['headers: { x-name: "Grüße 🦊" }', 'the header x-name has characters that no header can carry'],
  ['headers: { x-name: "a\\nb" }', 'the header x-name has characters that no header can carry'],
])('%s is told before anything is sent', async (line, says) => {
  const { code, err } = await call(['validate'], { files: { 'a.yaml': scenario(`${line}\n`) } });
  expect(code).toBe(2);
  expect(err).toContain(says);
});
