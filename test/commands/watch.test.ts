/** `--watch` as a process, with files that really change. */
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Files, suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, cli, scenario } from './a-cli.ts';

// Processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 60_000 });

const good = scenario('mock: { content: Because }\nexpect: { content: { const: Because } }\n');
const bad = good.replace('mock: { content: Because }', 'mock: { content: No }');
const slow = scenario('mock: { content: Slow, pace: { first: 30s } }\n').replace('model:', 'stream: true, model:');

interface Watching {
  readonly cwd: string;
  /** All that was written, on both streams. */
  text(): string;
  /** Waits until this was written since the last time, and gives what was. */
  until(text: string): Promise<string>;
  press(keys: string): void;
  interrupt(): void;
  readonly ended: Promise<number | null>;
}

/** `terminal`: in a real one, of `script` of util-linux, which hands on keys and the exit code. */
function watch(files: Files, args: readonly string[] = [], { terminal = false } = {}): Watching {
  const cwd = writeFiles({ 'suite.yaml': suiteYaml, ...files });
  const words = [process.execPath, cli, 'run', '--watch', ...args];
  const [program = '', ...rest] = terminal ? ['script', '-qefc', words.join(' '), '/dev/null'] : words;
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', NODE_DISABLE_COMPILE_CACHE: '1', NO_COLOR: '1', TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let all = '';
  let seen = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      all += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return {
    cwd,
    text: () => all,
    async until(text) {
      await vi.waitFor(() => expect(all.slice(seen)).toContain(text), { timeout: 20_000, interval: 20 });
      const found = all.slice(seen);
      seen = all.length;
      return found;
    },
    press: (keys) => void child.stdin.write(keys),
    interrupt: () => void child.kill('SIGINT'),
    ended,
  };
}

const edit = ({ cwd }: Watching, path: string, text: string) => {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
};

const waits = 'Waiting for a change';

test('runs all, then what a change touches, and ends with 130 at ^C', async () => {
  const watching = watch({ 'a.yaml': good, 'b.yaml': good });
  expect(await watching.until(waits)).toContain('2 passed of 2');
  edit(watching, 'a.yaml', bad);
  const again = await watching.until(waits);
  expect(again).toContain('a.yaml changed: 1 scenario\n');
  expect(again).toContain('1 failed of 1');
  expect(again).not.toContain('✓ b');
  edit(watching, 'a.yaml', good);
  expect(await watching.until(waits)).toContain('1 passed of 1');
  watching.interrupt();
  expect(await watching.ended).toBe(130);
});

test('a change reaches scenarios through fragments, schemas, defaults and suite.yaml', async () => {
  const watching = watch({
    'plain.yaml': good,
    'inner/_defaults.yaml': 'tags: [smoke]\n',
    'inner/one.yaml': good,
    'fragment.yaml': scenario('headers: { x-who: "${{ yaml(\'_parts/who.yaml#/name\') }}" }\n'),
    'schema.yaml': scenario('expect: { body: { $ref: _parts/body.json } }\n'),
    '_parts/who.yaml': 'name: Ada\n',
    '_parts/body.json': '{ "type": "object" }',
  });
  await watching.until(waits);
  edit(watching, '_parts/who.yaml', 'name: Bob\n');
  expect(await watching.until(waits)).toMatch(/✓ fragment[\s\S]*1 passed of 1/);
  edit(watching, '_parts/body.json', '{ "type": "object", "required": ["nothing"] }');
  expect(await watching.until(waits)).toMatch(/✗ schema[\s\S]*1 failed of 1/);
  edit(watching, 'inner/_defaults.yaml', 'tags: [streaming]\n');
  expect(await watching.until(waits)).toMatch(/✓ inner\/one[\s\S]*1 passed of 1/);
  rmSync(join(watching.cwd, 'inner/_defaults.yaml'));
  expect(await watching.until(waits)).toMatch(/✓ inner\/one[\s\S]*1 passed of 1/);
  edit(watching, 'suite.yaml', `${suiteYaml}title: Other\n`);
  expect(await watching.until(waits)).toContain('suite.yaml changed: 4 scenarios');
});

test('a file that is wrong is shown and waited for; what else changed meanwhile is not forgotten', async () => {
  const watching = watch({ 'a.yaml': good, 'b.yaml': good, 'c.yaml': good });
  await watching.until(waits);
  edit(watching, 'a.yaml', `${good}mesages: []\n`);
  const wrong = await watching.until('Waiting for that to be mended');
  expect(wrong).toContain('a.yaml:7:1');
  edit(watching, 'b.yaml', bad);
  await watching.until('Waiting for that to be mended');
  edit(watching, 'a.yaml', good);
  const mended = await watching.until(waits);
  expect(mended).toContain('a.yaml and b.yaml changed: 2 scenarios');
  expect(mended).toContain('1 failed, 1 passed of 2');
});

test('a suite that is wrong from the start runs as a whole once it is mended', async () => {
  const watching = watch({ 'a.yaml': 'version: [', 'b.yaml': good });
  await watching.until('Waiting for that to be mended');
  edit(watching, 'a.yaml', good);
  expect(await watching.until(waits)).toContain('2 passed of 2');
});

test('new files, folders and renamed ones are seen; what no scenario is made of is not', async () => {
  const watching = watch({ 'a.yaml': good });
  await watching.until(waits);
  edit(watching, 'deep/er/new.yaml', good);
  expect(await watching.until(waits)).toMatch(/✓ deep\/er\/new[\s\S]*1 passed of 1/);
  renameSync(join(watching.cwd, 'a.yaml'), join(watching.cwd, 'z.yaml'));
  expect(await watching.until(waits)).toMatch(/✓ z[\s\S]*1 passed of 1/);
  edit(watching, 'README.md', 'hello');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  edit(watching, 'z.yaml', bad);
  const after = await watching.until(waits);
  expect(after).toContain('1 failed of 1');
  expect(after).not.toContain('README');
});

test('files that are saved one after the other are one change', async () => {
  const watching = watch({ 'a.yaml': good, 'b.yaml': good, 'c.yaml': good });
  await watching.until(waits);
  for (let time = 0; time < 5; time++) {
    for (const name of ['a', 'b', 'c']) edit(watching, `${name}.yaml`, time % 2 === 0 ? bad : good);
  }
  expect(await watching.until(waits)).toMatch(/3 failed of 3/);
});

test('a change while something runs is not lost', async () => {
  const paced = (content: string) =>
    scenario(`mock: { content: ${content}, pace: { first: 1s } }\nexpect: { content: { const: Yes } }\n`).replace(
      'model:',
      'stream: true, model:',
    );
  const watching = watch({ 'a.yaml': paced('Yes'), 'b.yaml': good });
  await watching.until('2 cases');
  edit(watching, 'b.yaml', bad);
  const all = await watching.until(waits);
  expect(all).toContain('b.yaml changed: 1 scenario');
  expect(all).toContain('1 failed of 1');
});

test('it narrows to what is selected, and reports are written anew each time', async () => {
  const watching = watch({ 'x/a.yaml': good, 'y/b.yaml': good }, [
    'x',
    '--reporter',
    'json=run.json',
    '--reporter',
    'pretty',
  ]);
  await watching.until(waits);
  edit(watching, 'y/b.yaml', bad);
  edit(watching, 'x/a.yaml', bad);
  expect(await watching.until(waits)).toContain('1 failed of 1');
});

test('in a terminal keys say what runs, and q ends with 0', async () => {
  const watching = watch({ 'a.yaml': good, 'b.yaml': bad, 'c.yaml': good }, [], { terminal: true });
  expect(await watching.until('q: quit')).toContain('1 failed, 2 passed of 3');
  watching.press('f');
  expect(await watching.until('q: quit')).toContain('1 failed of 1');
  watching.press('\r');
  expect(await watching.until('q: quit')).toContain('1 failed of 1');
  watching.press('a');
  expect(await watching.until('q: quit')).toContain('1 failed, 2 passed of 3');
  edit(watching, 'b.yaml', good);
  expect(await watching.until('q: quit')).toContain('1 passed of 1');
  watching.press('f');
  expect(await watching.until('q: quit')).toContain('Nothing failed');
  watching.press('q');
  expect(await watching.ended).toBe(0);
});

test('in a terminal ^C ends with 130, q also in the middle of a run', async () => {
  const waiting = watch({ 'a.yaml': good }, [], { terminal: true });
  await waiting.until('q: quit');
  waiting.press('\u0003');
  expect(await waiting.ended).toBe(130);
  const running = watch({ 'a.yaml': slow }, [], { terminal: true });
  await running.until('1 case');
  running.press('q');
  expect(await running.ended).toBe(0);
});

test.each([
  [['--live'], 'every file that is saved would cost requests'],
  [['--live', '--record'], 'every file that is saved would cost requests'],
  [['--shard', '1/2'], 'one machine watches all files'],
  [['--resume'], 'what changed runs again in any case'],
  [['--dry-run'], 'nothing would run'],
])('--watch with %j is refused with the reason', async (args, says) => {
  const { code, out, err } = await call(['run', '--watch', ...args], { files: { 'a.yaml': good } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.replace(/\s+/g, ' ')).toContain(says);
});

test('a command line that is wrong, and a place without a suite, are not waited for', async () => {
  expect(await call(['run', '--watch', '-j', '0'], { files: { 'a.yaml': good } })).toMatchObject({ code: 2 });
  expect(await call(['run', '--watch'], { cwd: writeFiles({ 'a.yaml': good }) })).toMatchObject({ code: 2 });
});
