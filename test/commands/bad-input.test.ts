/**
 * Files that mean harm, or come of an accident: each gets a diagnostic and exit code 2, within two seconds or three. What
 * is asked here is that it does not hang, on a machine that does other work too.
 */
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

/** `validate` of a suite of these files: what it says on standard error. */
async function refusal(files: Files, prepare: (folder: string) => void = () => {}): Promise<string> {
  const cwd = writeFiles({ 'suite.yaml': suiteYaml, 'good.yaml': scenario(), ...files });
  prepare(cwd);
  const { code, out, err, ms } = await call(['validate'], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(ms).toBeLessThan(25_000);
  return err;
}

const schemaScenario = (schema: string) => scenario(`expect:\n  json:\n    ${schema}\n`);

test('an alias bomb', async () => {
  const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`);
  const err = await refusal({ 'bomb.yaml': `a0: &a0 [x]\n${levels.join('\n')}\n` });
  expect(err).toContain('bomb.yaml:');
  expect(err).toContain('alias');
});

test('a file of 100 MB', async () => {
  const err = await refusal({ 'large.yaml': '' }, (folder) =>
    truncateSync(join(folder, 'large.yaml'), 100 * 1024 ** 2),
  );
  expect(err).toContain('large.yaml');
  expect(err).toContain('1 MiB');
});

test('variables that refer to one another in a circle', async () => {
  const err = await refusal({
    'loop.yaml': scenario('vars: { a: "${{ vars.b }}", b: "${{ vars.a }}" }\n').replace('Why', '"${{ vars.a }}"'),
  });
  expect(err).toContain('loop.yaml:');
  expect(err).toContain('refers to itself');
});

test('a $ref out of the suite', async () => {
  const err = await refusal({ 'out.yaml': schemaScenario('$ref: ../../../etc/passwd') });
  expect(err).toContain('out.yaml:7:');
  expect(err).toContain("outside the suite's folder");
});

test('a $ref to a network', async () => {
  const err = await refusal({ 'net.yaml': schemaScenario('$ref: https://example.com/schema.json') });
  expect(err).toContain('net.yaml:7:');
  expect(err).toContain('https://example.com/schema.json');
});

test('a pattern that needs exponential time elsewhere ends in linear time here', async () => {
  const more = `expect: { content: { pattern: '^(a+)+$' } }\nmock: { content: ${'a'.repeat(50_000)}b }\n`;
  const { code, out, ms } = await call([], { files: { 'catastrophe.yaml': scenario(more) } });
  expect(code).toBe(1);
  expect(out).toContain('expect.content');
  expect(ms).toBeLessThan(25_000);
});

test('a pattern that a linear-time engine cannot have', async () => {
  const err = await refusal({ 'back.yaml': schemaScenario(`pattern: '(a)\\1'`) });
  expect(err).toContain('back.yaml:7:');
});

test('a matrix of 1,000,000 rows', async () => {
  const list = `[${Array.from({ length: 100 }, (_, n) => n).join(', ')}]`;
  const err = await refusal({ 'many.yaml': scenario(`matrix: { a: ${list}, b: ${list}, c: ${list} }\n`) });
  expect(err).toContain('many.yaml:5:');
  expect(err).toMatch(/1,?000,?000 rows/);
});

test('a binary file', async () => {
  const err = await refusal({}, (folder) =>
    writeFileSync(join(folder, 'picture.yaml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0])),
  );
  expect(err).toContain('picture.yaml');
});

test('a directory named x.yaml', async () => {
  const err = await refusal({}, (folder) => mkdirSync(join(folder, 'x.yaml')));
  expect(err).toContain('x.yaml');
});

test('a dangling link', async () => {
  const err = await refusal({}, (folder) => symlinkSync('nowhere.yaml', join(folder, 'link.yaml')));
  expect(err).toContain('link.yaml');
});

test('two files with one id', async () => {
  const err = await refusal({ 'good.yml': scenario() });
  expect(err).toContain('good.yml');
  expect(err).toContain('good.yaml');
});

test('a tag that is not registered', async () => {
  const err = await refusal({ 'tagged.yaml': scenario('tags: [smok]\n') });
  expect(err).toContain('tagged.yaml:5:8');
  expect(err).toContain('did you mean "smoke"?');
});

test('a schema that is no schema', async () => {
  const err = await refusal({ 'odd.yaml': schemaScenario('type: strin') });
  expect(err).toContain('odd.yaml:7:');
  expect(err).toContain('string');
});

test('all of them at once', async () => {
  const err = await refusal({
    'a.yaml': schemaScenario('type: strin'),
    'b.yaml': scenario('tags: [smok]\n'),
    'c.yaml': 'version: [',
  });
  expect(err).toContain('a.yaml:7:');
  expect(err).toContain('b.yaml:5:8');
  expect(err).toContain('c.yaml:1:');
  expect(err).toContain('3 errors in 3 files');
});

test('130,000 keys that stand twice are more than the arguments of a call, and no crash', async () => {
  // At the limit of 1 MiB a file takes about as long to parse as all else may take: no bound in time here.
  const files = { 'twice.yaml': scenario(`vars:\n${'  a: 1\n'.repeat(130_000)}`) };
  const { code, err } = await call(['validate'], { files });
  expect(code).toBe(2);
  expect(err).toContain('129,999 errors');
});

test('40,000 keys that there are not: the first hundred are shown', async () => {
  const keys = Array.from({ length: 40_000 }, (_, n) => `k${n}: 1`).join('\n');
  const err = await refusal({ 'keys.yaml': scenario(`${keys}\n`) });
  expect(err).toContain('more: mend these first');
  expect(err.length).toBeLessThan(100_000);
});

test('more entries of exclude than can be held against the rows', async () => {
  const list = (count: number) => Array.from({ length: count }, (_, n) => n).join(', ');
  const excludes = Array.from({ length: 20_000 }, (_, n) => `{ a: ${n} }`).join(', ');
  const err = await refusal({ 'many.yaml': scenario(`matrix: { a: [${list(20_000)}], exclude: [${excludes}] }\n`) });
  expect(err).toContain('too many for the entries of its include');
});

test('JSON that is nested deeper than the stack, in the suite and in an answer', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const scenarioOf = (more: string) => scenario(more).replace('[rest]', '[rest, sdk]');
  const err = await refusal({
    'deep.yaml': scenarioOf('vars: { a: "${{ json(\'deep.json\') }}" }\n').replace('Why', '"${{ vars.a }}"'),
    'deep.json': deep,
  });
  expect(err).toContain('nested deeper than 512 levels');
  const mock = 'mock: { raw: "${{ file(\'deep.json\') }}", headers: { content-type: application/json } }\n';
  const { code, out } = await call([], { files: { 'deep.yaml': scenarioOf(mock), 'deep.json': deep } });
  expect({ code, crashed: out.includes('crashed') }).toEqual({ code: 1, crashed: false });
});
