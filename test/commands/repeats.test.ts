import { expect, test } from 'vitest';
import { call, scenario } from './a-cli.ts';

const second = scenario('mock: [{ content: no }, { content: good }]\nexpect: { content: good }\n');
const files = { 'second.yaml': second };

test.each([
  [[], 1],
  [['--assert-retries', '1'], 0],
  [['--assert-retries', '1', '--fail-on-flaky'], 1],
  [['--assert-retries', '0', '--fail-on-flaky'], 1],
])('a case that passes only at its second try: %j ends with %i', async (args, code) => {
  expect((await call(args, { files })).code).toBe(code);
});

test('--repeat runs each case so often', async () => {
  const { code, out } = await call(['--repeat', '3'], { files: { 'a.yaml': scenario() } });
  expect(code).toBe(0);
  expect(out).toContain('rest 3/3');
});

test.each([
  ['--repeat', '0'],
  ['--repeat', 'many'],
  ['--assert-retries', '-1'],
])('%s %s is refused', async (flag, value) => {
  const { code, err } = await call([`${flag}=${value}`], { files });
  expect(code).toBe(2);
  expect(err).toContain(`${flag} ${value} is no whole number`);
});

test('show prints the sample of the steps that are known, and names the others', async () => {
  const text = `version: 1
title: Two
steps:
  - { id: one, request: { model: m, messages: [] } }
  - { id: two, request: { model: m, messages: ["\${{ steps.one.message }}"] } }
`;
  const { code, out, err } = await call(['show', 'two', '--as', 'json'], { files: { 'two.yaml': text } });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ model: 'm', messages: [] });
  expect(err).toBe('step two goes on from an earlier answer: there is no sample of it\n');
});
