/** What was measured is kept, however a run ends, and is not sent again. */
import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type Bundle, openBundle } from '../../src/bundles/open-bundle.ts';
import { call, cli } from '../commands/a-cli.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { aService, asking, suiteOf } from './a-service.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => `question ${n}`);

const folderIn = (cwd: string): string => {
  const runs = join(cwd, '.vertex-scenarios/runs');
  const [name, ...more] = readdirSync(runs);
  if (name === undefined || more.length > 0) throw new Error(`${runs} has not one bundle`);
  return join(runs, name);
};

async function bundleIn(cwd: string): Promise<Bundle> {
  const opened = await openBundle(folderIn(cwd));
  if ('wrong' in opened) throw new Error(opened.wrong);
  return opened.bundle;
}

const textOf = (id: string) => decodeURIComponent(/text=([^,\]]*)/.exec(id)?.[1] ?? id);

/** Whole lines of cases in the one bundle there may be by now. */
function linesIn(cwd: string): number {
  try {
    return readFileSync(join(folderIn(cwd), 'cases.jsonl'), 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
}

/** The questions that a bundle has an answer to. */
const measuredIn = ({ results }: Bundle) => [...results.values()].map(({ row }) => String(row['text']));

test('killed again and again, a run keeps what was measured and finishes without sending it again', async () => {
  const service = await aService(10);
  const texts = numbers(80);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(texts) });
  const args = ['run', '--live', '-j', '4', '--reporter', 'json'];
  const kills = 4;
  /** What was measured → how often it had been sent by then. */
  const kept = new Map<string, number | undefined>();
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [cli, ...args, ...(kill > 0 ? ['--resume'] : [])], {
      cwd,
      stdio: 'ignore',
      env: {},
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    // An answer that came is not judged yet: what counts is what is in the file.
    const seen = kept.size + 1 + Math.floor(Math.random() * 12);
    while (linesIn(cwd) < seen) await sleep(1);
    await sleep(Math.random() * 12);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const bundle = await bundleIn(cwd);
    const measured = measuredIn(bundle);
    expect(bundle.missing).toHaveLength(texts.length - measured.length);
    expect(measured.length).toBeGreaterThanOrEqual(seen);
    for (const text of measured) if (!kept.has(text)) kept.set(text, service.asked.get(text));
  }
  const { code, out, err } = await call([...args, '--resume'], { cwd });
  expect(code).toBe(0);
  expect(err).toMatch(/runs\/\S+: \d+ of 80 cases were measured before and are not sent again/);
  const { cases, totals } = JSON.parse(out);
  expect(cases.map(({ row }: { row: { text: string } }) => row.text)).toEqual(texts);
  expect(totals).toMatchObject({ cases: 80, passed: 80 });
  expect([...kept].filter(([text, count]) => service.asked.get(text) !== count)).toEqual([]);
  const bundle = await bundleIn(cwd);
  expect(bundle.missing).toEqual([]);
  expect(bundle.manifest.end).toMatchObject({ interrupted: false });
  for (const stored of bundle.results.values()) expect(bundle.exchangesOf(stored)).toHaveLength(1);
});

test('^C keeps what was measured', async () => {
  const service = await aService(20);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(['0']), 'b.yaml': asking(numbers(40)) });
  const args = ['run', '--live', '-j', '2'];
  const { code } = await call(args, { cwd, interruptAt: '✓ a' });
  expect(code).toBe(130);
  const before = await bundleIn(cwd);
  expect(before.manifest.end).toMatchObject({ interrupted: true });
  expect(before.missing).toEqual([]);
  const passed = [...before.results.values()].filter(({ verdict }) => verdict === 'passed');
  expect(passed.length).toBeGreaterThan(0);
  expect(passed.length).toBeLessThan(41);
  service.asked.clear();
  const again = await call([...args, '--resume'], { cwd });
  expect(again.err).toContain(`${passed.length} of 41 cases were measured before`);
  expect(again.code).toBe(0);
  expect(service.asked.size).toBe(41 - passed.length);
});

test('what failed is told as it was; what is undecided or was changed is sent again', async () => {
  let isWell = false;
  const service = await aService(0, (text) =>
    text === 'fails' ? { content: 'Bye' } : text === 'busy' && !isWell ? { status: 401, content: 'Who are you?' } : {},
  );
  const texts = ['good', 'fails', 'busy'];
  const expecting = 'expect: { content: { const: Hello } }\n';
  const cwd = writeFiles({
    'suite.yaml': suiteOf(service),
    'a.yaml': asking(texts, expecting),
    'b.yaml': asking(['other'], expecting),
  });
  const args = ['run', '--live', '--retries', '0', '--reporter', 'json'];
  const first = await call(args, { cwd });
  expect(first.code).toBe(1);
  isWell = true;
  service.asked.clear();
  const second = await call([...args, '--resume'], { cwd });
  expect(second.err).toContain('3 of 4 cases');
  expect([...service.asked.keys()]).toEqual(['busy']);
  const [before, after] = [first, second].map(({ out }) => JSON.parse(out).cases);
  expect(after[0]).toEqual({ ...before[0], durationMs: expect.any(Number) });
  const failed = (cases: { verdict: string }[]) => cases.find(({ verdict }) => verdict === 'failed');
  expect(failed(after)).toEqual(failed(before));
  expect(second.code).toBe(1);
  service.asked.clear();
  // Another expectation is another question, even where the same is sent.
  writeFileSync(join(cwd, 'b.yaml'), asking(['other'], 'expect: { content: { const: Bye } }\n'));
  const third = await call([...args, '--resume'], { cwd });
  expect([...service.asked.keys()]).toEqual(['other']);
  expect(JSON.parse(third.out).totals).toMatchObject({ failed: 2, passed: 2 });
});

test('a line that was cut is counted, and its case alone is sent again', async () => {
  const service = await aService(0);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(numbers(5)) });
  await call(['run', '--live', '-j', '1'], { cwd });
  const file = join(folderIn(cwd), 'cases.jsonl');
  truncateSync(file, readFileSync(file).length - 40);
  const cut = await bundleIn(cwd);
  expect({ missing: cut.missing.map(textOf), unreadable: cut.unreadable }).toEqual({
    missing: ['question 4'],
    unreadable: 1,
  });
  service.asked.clear();
  const { err } = await call(['run', '--live', '--resume'], { cwd });
  expect(err).toContain('4 of 5 cases were measured before and are not sent again; 1 line there cannot be read');
  expect([...service.asked.keys()]).toEqual(['question 4']);
  const whole = await bundleIn(cwd);
  expect({ missing: whole.missing, unreadable: whole.unreadable }).toEqual({ missing: [], unreadable: 1 });
  appendFileSync(file, '{"id":"not-ours"}\n');
  expect((await bundleIn(cwd)).unreadable).toBe(2);
});

test('of two answers that are compared, both are sent again where one was not measured', async () => {
  const service = await aService(0);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(['x'], 'parity: true\n') });
  await call(['run', '--live', '-j', '1', '--retries', '0'], { cwd });
  const file = join(folderIn(cwd), 'cases.jsonl');
  const [first = ''] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${first}\n`);
  service.asked.clear();
  const { err } = await call(['run', '--live', '--resume'], { cwd });
  expect(err).toContain('0 of 2 cases');
  expect(service.asked.get('x')).toBe(2);
});

test('a run of another suite or backend, or none, is refused before anything is sent', async () => {
  const service = await aService(0);
  const files = { 'suite.yaml': suiteOf(service), 'a.yaml': asking(['x']) };
  const cwd = writeFiles(
    Object.fromEntries(
      ['one', 'two'].flatMap((name) => Object.entries(files).map(([file, text]) => [`${name}/${file}`, text])),
    ),
  );
  const none = await call(['run', 'one', '--resume'], { cwd });
  expect({ code: none.code, err: none.err }).toEqual({ code: 2, err: expect.stringContaining('nothing to resume') });
  expect((await call(['run', 'one'], { cwd })).code).toBe(0);
  const named = `--resume=${folderIn(cwd)}`;
  for (const [args, why] of [
    [['run', 'two', named], 'it holds a run of the suite in one, this one is in two'],
    [['run', 'one', '--live', named], 'it holds a run on mocks, this would be one with --live'],
    [['run', 'one', '--live', '--resume'], 'no run with --live of the suite in one'],
    [['run', 'one', '--resume=nowhere'], 'there is no run.json in nowhere'],
    [['run', 'one', '--resume', '--no-bundle'], '--resume goes on with a bundle'],
  ] as const) {
    const { code, err, out } = await call(args, { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.replaceAll(/\s+/g, ' ')).toContain(why);
  }
  expect(service.asked.size).toBe(0);
  expect((await call(['run', 'one', named], { cwd })).err).toContain('1 of 1 case');
});

test('who goes on with a run that still goes on is told so', async () => {
  const service = await aService(1500);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(numbers(2)) });
  const first = spawn(process.execPath, [cli, 'run', '--live', '-j', '1'], { cwd, stdio: 'ignore', env: {} });
  onTestFinished(() => void first.kill('SIGKILL'));
  const ended = new Promise((resolve) => first.on('close', resolve));
  while (linesIn(cwd) < 1) await sleep(1);
  const isGoingOn = `process ${first.pid}, which began it, is running`;
  expect((await call(['run', '--live', '--resume'], { cwd })).err).toContain(isGoingOn);
  await ended;
  expect((await call(['run', '--live', '--resume'], { cwd })).err).not.toContain(isGoingOn);
});
