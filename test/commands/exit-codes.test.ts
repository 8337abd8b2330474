import { cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { reporters } from '../../src/reporters/registry.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call, cli, scenario } from './a-cli.ts';

const good = scenario();
const bad = scenario('expect: { content: { const: Because } }\nmock: { content: No }\n');
const overloaded = scenario('mock: { status: 503, error: { code: 503, message: Busy, status: UNAVAILABLE } }\n');
const slow = scenario('mock: { content: Slow, pace: { first: 20s } }\n').replace('model:', 'stream: true, model:');

test('0: everything holds', async () => {
  const { code, out, err } = await call([], { files: { 'good.yaml': good } });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('1 passed');
});

test('1: the contract is broken, whatever else was undecided', async () => {
  const { code, out } = await call([], { files: { 'bad.yaml': bad, 'good.yaml': good, 'x.yaml': overloaded } });
  expect(code).toBe(1);
  expect(out).toContain('1 failed');
});

test('2: a file is wrong, and nothing is sent', async () => {
  const { code, out, err } = await call([], { files: { 'good.yaml': good, 'wrong.yaml': `${good}mesages: []\n` } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('wrong.yaml:5:1');
});

test.each([
  [['--nope'], 'there is no flag --nope'],
  [['--concurrency', '0'], '--concurrency 0 is no whole number from 1 to 1000'],
  [['--timeout', 'soon'], '--timeout soon is no duration'],
  [['--reporter', 'prety'], 'did you mean "pretty"?'],
  [['--transport', 'grpc'], 'there is no transport "grpc"'],
  [['--set', 'model'], '--set model is not of the form K=V'],
  [['--__proto__'], 'there is no flag --__proto__'],
  [['--toString'], 'there is no flag --toString'],
  [['--origin', 'http://u:p@127.0.0.1'], 'is no origin'],
  [['--origin', 'http://x:99999'], 'is no origin'],
  [['--timeout', '0.1ms'], '--timeout 0.1ms is no duration'],
  [['--set', '__proto__=x'], 'no scenario uses vars.__proto__'],
  [['--reporter', 'json', '--reporter', 'pretty'], 'two reports go to standard output'],
  [['--reporter', 'json=x', '--reporter', 'pretty=x'], 'two reports go to x'],
  [['--reporter', 'json=x', '--reporter', 'pretty=./x'], 'two reports go to ./x'],
  [['compare', 'a', 'b'], 'the command compare is part of version 1 but is not supported yet'],
  [['vlidate'], 'did you mean validate?'],
  [['list', ''], 'a path or id is empty'],
  [['schema', 'scenario', 'suite'], 'schema takes one name'],
  [['show'], 'show takes one scenario'],
  [['show', 'good', '--as', 'cobol'], 'there is no form "cobol"'],
  [['schema', 'scenari'], 'did you mean scenario?'],
])('2: the command line %j is wrong', async (args, says) => {
  const { code, out, err } = await call(args, { files: { 'good.yaml': good } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});

test('2: a report that cannot be written, before anything is sent', async () => {
  const { code, out, err } = await call(['--reporter', 'json=no/such/folder/run.json'], {
    files: { 'bad.yaml': bad },
  });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('no/such/folder/run.json cannot be written');
  expect(err).toContain('make its folder first: no/such/folder');
});

test.each(Object.keys(reporters).filter((name) => name !== 'github'))(
  '2: a disk that is full is told, whatever was to be written to it, and the run goes on to its end: %s',
  async (name) => {
    const { code, out, err } = await call(['--reporter', 'pretty', '--reporter', `${name}=/dev/full`], {
      files: { 'good.yaml': good },
    });
    expect(code).toBe(2);
    expect(out).toContain('1 passed');
    expect(err).toContain('the report /dev/full cannot be written: ENOSPC');
  },
);

test('3: undecided, because the service could not be asked', async () => {
  const { code, out } = await call([], { files: { 'good.yaml': good, 'x.yaml': overloaded } });
  expect(code).toBe(3);
  expect(out).toContain('1 undecided');
});

test('70: a broken installation is a crash, and never a contract that is broken', async () => {
  const folder = writeFiles({ 'package.json': '{ "type": "module" }' });
  cpSync(dirname(cli), join(folder, 'dist'), { recursive: true });
  for (const file of readdirSync(join(folder, 'dist'))) {
    if (file.startsWith('together-')) rmSync(join(folder, 'dist', file));
  }
  const { code, err } = await call(['validate'], { script: join(folder, 'dist/cli.js') });
  expect(code).toBe(70);
  expect(err).toContain('this is a bug in vertex-scenarios, not in your files');
});

test('70: an error that nobody waits for is a crash too', async () => {
  const folder = writeFiles({
    'later.mjs': "setTimeout(() => { throw new Error('nobody waits') }, 1);\n",
  });
  const around = { files: { 'slow.yaml': slow }, node: ['--import', join(folder, 'later.mjs')] };
  const { code, err } = await call([], around);
  expect(code).toBe(70);
  expect(err).toContain('nobody waits');
});

test('130: ^C ends what is in flight, skips what has not begun, and says so', async () => {
  const files = { 'a.yaml': bad, 'b.yaml': slow, 'c.yaml': good };
  const { code, out, ms } = await call(['-j', '1'], { files, interruptAt: '3 cases' });
  expect(code).toBe(130);
  expect(out).toContain('interrupted');
  expect(ms).toBeLessThan(15_000);
});

test('130 wins over a contract that is broken', async () => {
  const files = { 'a.yaml': bad, 'b.yaml': slow };
  const { code, out } = await call(['-j', '1'], { files, interruptAt: '✗ a' });
  expect(code).toBe(130);
  expect(out).toContain('1 failed');
});

test.each([
  ['VERTEX_SCENARIOS_TRANSPROT', 'rest', 'did you mean VERTEX_SCENARIOS_TRANSPORT?'],
  ['VERTEX_SCENARIOS_LIVE', '1', '--live must be typed'],
])('2: %s=%s is never ignored', async (name, value, says) => {
  const { code, out, err } = await call([], { files: { 'good.yaml': good }, env: { [name]: value } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});

test('0: the version, wherever it is asked for', async () => {
  for (const args of [['--version'], ['run', '--version'], ['-v']]) {
    expect(await call(args)).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  }
});

test('0: validate says that there are warnings', async () => {
  const { code, out, err } = await call(['validate'], { files: { 'odd.yaml': good.replace('messages:', 'mesages:') } });
  expect(code).toBe(0);
  expect(out).toBe('1 scenario with 1 case: 1 warning, no errors\n');
  expect(err).toContain('did you mean "messages"?');
});
