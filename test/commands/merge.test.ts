/** `merge`: what several machines measured is one run again, or it is said what is missing. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { shardOf } from '../../src/cases/shard-of.ts';
import { aService, asking, suiteOf } from '../bundles/a-service.ts';
import { type Files, suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

// Processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 120_000 });

const good = scenario('mock: { content: Because }\nexpect: { content: { const: Because } }\n');
const bad = good.replace('mock: { content: Because }', 'mock: { content: No }');
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const files: Files = {
  'suite.yaml': suiteYaml,
  ...Object.fromEntries(names.map((name) => [`${name}.yaml`, name === 'b' ? bad : good])),
};

const runs = (cwd: string) => join(cwd, '.vertex-scenarios/runs');
const bundlesIn = (cwd: string): string[] =>
  existsSync(runs(cwd))
    ? readdirSync(runs(cwd))
        .sort()
        .map((name) => join('.vertex-scenarios/runs', name))
    : [];

/** Runs one shard in a folder, and gives its bundle. */
async function shard(cwd: string, index: number, count: number, ...args: string[]): Promise<string> {
  const before = new Set(bundlesIn(cwd));
  await call(['run', '--shard', `${index}/${count}`, ...args], { cwd });
  const [bundle] = bundlesIn(cwd).filter((each) => !before.has(each));
  if (bundle === undefined) throw new Error(`shard ${index} kept no bundle`);
  return bundle;
}

async function shards(cwd: string, count: number, ...args: string[]): Promise<string[]> {
  const all: string[] = [];
  for (let index = 1; index <= count; index++) all.push(await shard(cwd, index, count, ...args));
  return all;
}

async function merge(cwd: string, args: readonly string[]) {
  const before = new Set(bundlesIn(cwd));
  const ended = await call(['merge', '--reporter', 'json', ...args], { cwd });
  const made = bundlesIn(cwd).filter((each) => !before.has(each));
  return {
    ...ended,
    said: ended.err.replace(/\s+/g, ' '),
    made,
    report: ended.out === '' ? undefined : JSON.parse(ended.out),
  };
}

/** What differs from run to run of the same suite. */
const timeless = (text: string) =>
  text.replaceAll(/"(startedAt|at)": ?"[^"]*"/g, '"$1":"…"').replaceAll(/"durationMs": ?[\d.]+/g, '"durationMs":0');

test('the shipped suite: one machine, and seven that are joined, write the same report', {
  timeout: 300_000,
}, async () => {
  const shipped = join(import.meta.dirname, '../../scenarios');
  const cwd = writeFiles({});
  cpSync(shipped, join(cwd, 'scenarios'), { recursive: true });
  const whole = await call(['run', '--reporter', 'json'], { cwd });
  const [unsharded = ''] = bundlesIn(cwd);
  const parts = await shards(cwd, 7);
  const { code, out, err, made } = await merge(cwd, parts);
  expect(code).toBe(whole.code);
  expect(JSON.parse(whole.out).totals.cases).toBeGreaterThan(500);
  expect(timeless(out)).toBe(timeless(whole.out));
  expect(err).toMatch(/^7 bundles joined in \.vertex-scenarios\/runs\/\S+\n$/);
  const manifest = (folder: string) => timeless(readFileSync(join(cwd, folder, 'run.json'), 'utf8'));
  expect(manifest(made[0] ?? '')).toBe(manifest(unsharded));
  const again = await call(['report', made[0] ?? '', '--reporter', 'json'], { cwd });
  expect(again.out).toBe(out);
});

test('folders of machines, as artifacts bring them, in any order; a failure keeps its exchange', async () => {
  const cwd = writeFiles({});
  for (const index of [3, 1, 2]) {
    const machine = writeFiles(files);
    await shard(machine, index, 3);
    cpSync(runs(machine), join(cwd, `shards/scenarios-${index}/runs`), { recursive: true });
  }
  const { code, report, made } = await merge(cwd, ['shards']);
  expect(code).toBe(1);
  expect(report.totals).toMatchObject({ cases: 6, passed: 5, failed: 1 });
  expect(report.cases.map((each: { scenario: string }) => each.scenario)).toEqual(names);
  const bundle = join(cwd, made[0] ?? '');
  const lines = readFileSync(join(bundle, 'cases.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { file, offset, length } = lines[1].exchanges;
  const stored = readFileSync(join(bundle, file))
    .subarray(offset, offset + length)
    .toString();
  expect(JSON.parse(stored)).toMatchObject({ id: 'b[transport=rest]', exchanges: [{ outcome: { status: 200 } }] });
  expect(readdirSync(join(cwd, '.vertex-scenarios/runs'))).toHaveLength(1);
  const last = await call(['report'], { cwd });
  expect(last).toMatchObject({ code: 1, out: expect.stringContaining('1 failed') });
});

test('a shard that is missing: its scenarios are named, and nothing is green', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  const all = await shards(cwd, 3);
  const absent = names.filter((name) => shardOf(name, 3) === 2);
  const { code, err, report } = await merge(cwd, [all[0] ?? '', all[2] ?? '']);
  expect(code).toBe(3);
  expect(err).toContain('missing: shard 2\n');
  expect(err).toContain(
    `without a result: ${absent.length} of 6 scenarios\n${absent.map((id) => `  ${id}\n`).join('')}`,
  );
  expect(report.totals.passed).toBe(6 - absent.length);
  expect((await merge(cwd, all)).code).toBe(0);
});

test('a contract that is broken is worse than a shard that is missing', async () => {
  const cwd = writeFiles(files);
  const index = shardOf('b', 3);
  expect((await merge(cwd, [await shard(cwd, index, 3)])).code).toBe(1);
});

test('a shard that was killed is no shard that is missing: its cases are', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  const all = await shards(cwd, 2);
  const killed = join(cwd, all[0] ?? '');
  const manifest = JSON.parse(readFileSync(join(killed, 'run.json'), 'utf8'));
  writeFileSync(join(killed, 'run.json'), JSON.stringify({ ...manifest, end: undefined }));
  const [first = ''] = readFileSync(join(killed, 'cases.jsonl'), 'utf8').split('\n');
  writeFileSync(join(killed, 'cases.jsonl'), `${first}\n{"id":"cut`);
  const { code, err } = await merge(cwd, all);
  expect(code).toBe(3);
  expect(err).not.toContain('missing: shard');
  expect(err).toContain('without a result: ');
});

test('a shard that ran again: the newer counts, case by case, and it is said', async () => {
  const cwd = writeFiles(files);
  const all = await shards(cwd, 2);
  writeFileSync(join(cwd, 'b.yaml'), good);
  // Another mock is another plan: the retry is of the same files.
  writeFileSync(join(cwd, 'b.yaml'), bad);
  const again = await shard(cwd, shardOf('b', 2), 2);
  const cases = join(cwd, again, 'cases.jsonl');
  const lines = readFileSync(cases, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const healed = lines.map((line) =>
    line.scenario === 'b' ? { ...line, verdict: 'passed', findings: [], exchanges: undefined } : line,
  );
  writeFileSync(cases, healed.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { code, said, report } = await merge(cwd, [again, ...all]);
  expect(code).toBe(0);
  expect(report.totals).toMatchObject({ passed: 6, failed: 0 });
  expect(said).toContain(`${again} counts before ${all[shardOf('b', 2) - 1]}: the same shard ran again`);
});

test('what a retry did not get to is taken from before', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  const all = await shards(cwd, 2);
  const again = await shard(cwd, 1, 2);
  const cases = join(cwd, again, 'cases.jsonl');
  const lines = readFileSync(cases, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const skipped = { verdict: 'skipped', reason: 'interrupted before it began', skippedBy: 'run' };
  writeFileSync(cases, `${JSON.stringify({ ...lines[0], ...skipped })}\n`);
  const { code, report } = await merge(cwd, [...all, again]);
  expect(code).toBe(0);
  expect(report.totals).toMatchObject({ passed: 6, skipped: 0 });
});

test.each([
  ['of another suite', { cwd: 'two' }, 'the suites are'],
  ['on another backend', { args: ['--replay'] }, 'the backends are mock and replay'],
  ['with other flags', { args: ['--repeat', '2'] }, 'the flags are'],
  ['of another number of shards', { count: 3 }, 'the one is a share of 2, the other a share of 3'],
  ['of another selection', { args: ['--grep', 'a['] }, 'other scenarios were selected, or their files differ'],
  ['of changed files', { edit: true }, 'other scenarios were selected, or their files differ: c'],
] as [string, { cwd?: string; args?: string[]; count?: number; edit?: boolean }, string][])(
  'a shard %s is refused, and nothing is written',
  async (_, { cwd: other, args = [], count = 2, edit }, says) => {
    const two = Object.fromEntries(Object.entries(files).map(([path, text]) => [`two/${path}`, text]));
    const one = Object.fromEntries(Object.entries(files).map(([path, text]) => [`one/${path}`, text]));
    const cwd = writeFiles({ ...one, ...two });
    const first = await shard(cwd, 1, 2, 'one');
    if (edit) writeFileSync(join(cwd, 'one/c.yaml'), bad);
    const second = await shard(cwd, 2, count, other ?? 'one', ...args);
    const { code, out, said, made } = await merge(cwd, [first, second]);
    expect({ code, out, made }).toEqual({ code: 2, out: '', made: [] });
    expect(said).toContain('are not of one run: ');
    expect(said).toContain(says);
  },
);

test('an unsharded run is no shard of another one, and alone it is whole', async () => {
  const cwd = writeFiles(files);
  const part = await shard(cwd, 1, 2);
  await call(['run'], { cwd });
  const [whole = ''] = bundlesIn(cwd).filter((each) => each !== part);
  expect(await merge(cwd, [part, whole])).toMatchObject({
    code: 2,
    said: expect.stringContaining('the other a run without shards'),
  });
  expect(await merge(cwd, [whole])).toMatchObject({ code: 1, report: { totals: { cases: 6 } } });
});

test.each([
  [[], 'merge takes the folders of the shards'],
  [['nowhere'], 'no run is kept in nowhere'],
  [['empty'], 'no run is kept in empty'],
  [['broken'], 'run.json in broken is no JSON'],
  [['--reporter', 'nope'], 'there is no reporter'],
])('merge %j is refused', async (args, says) => {
  const cwd = writeFiles({ 'empty/x': '', 'broken/run.json': '{' });
  const { code, out, said, made } = await merge(cwd, args);
  expect({ code, out, made }).toEqual({ code: 2, out: '', made: [] });
  expect(said).toContain(says);
});

test('a report or a bundle that cannot be written is not green, and leaves no half of a bundle', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  await shards(cwd, 2);
  cpSync(runs(cwd), join(cwd, 'shards'), { recursive: true });
  const report = await call(['merge', 'shards', '--reporter', 'json=no/such/run.json'], { cwd });
  expect(report).toMatchObject({ code: 2, err: expect.stringContaining('no/such/run.json cannot be written') });
  rmSync(join(cwd, '.vertex-scenarios'), { recursive: true });
  writeFileSync(join(cwd, '.vertex-scenarios'), 'a file');
  const bundle = await call(['merge', 'shards'], { cwd });
  expect(bundle).toMatchObject({ code: 2, err: expect.stringContaining('cannot be kept') });
});

test('shards without a scenario are joined, too', async () => {
  const cwd = writeFiles({ 'suite.yaml': suiteYaml, 'a.yaml': good });
  expect(await merge(cwd, await shards(cwd, 3))).toMatchObject({
    code: 0,
    report: { totals: { cases: 1, passed: 1 } },
  });
});

test('more than twenty shards on one machine: none takes the bundle of another one away', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  const all = await shards(cwd, 22);
  expect(await merge(cwd, all)).toMatchObject({ code: 0, report: { totals: { cases: 6, passed: 6 } } });
});

const quirks = `quirks:
  - { rule: schema, reason: It was wrong, owner: us, expires: 2999-01-01 }
  - { rule: schema, when: { scenario: "nowhere*" }, reason: Speaks of nothing, owner: us, expires: 2999-01-01 }
`;

test('what can be said of a suite alone, merge says once all of it has run', async () => {
  const service = await aService(0);
  const suite = suiteOf(service) + quirks;
  const asked = Object.fromEntries(names.map((name) => [`${name}.yaml`, asking([name])]));
  const cwd = writeFiles({ 'suite.yaml': suite, ...asked });
  const whole = await call(['run', '--live', '--record', '--reporter', 'json'], { cwd });
  expect(JSON.parse(whole.out).fixedQuirks).toMatchObject([{ reason: 'It was wrong' }]);
  mkdirSync(join(cwd, 'recordings/gone'), { recursive: true });
  cpSync(join(cwd, 'recordings/a'), join(cwd, 'recordings/gone'), { recursive: true });
  const unsharded = await call(['run', '--replay', '--reporter', 'json'], { cwd });
  expect(unsharded.err).toContain('1 recording that no case asks for');
  const parts = [];
  for (const index of [1, 2, 3]) {
    const ended = await call(['run', '--replay', '--shard', `${index}/3`, '--reporter', 'json'], { cwd });
    expect(ended.err).not.toContain('recording');
    expect(JSON.parse(ended.out).fixedQuirks).toEqual([]);
    parts.push(bundlesIn(cwd).at(-1) ?? '');
  }
  const joined = await merge(cwd, parts);
  expect(joined.code).toBe(0);
  expect(timeless(joined.out)).toBe(timeless(unsharded.out));
  expect(joined.said).toContain('1 recording that no case asks for: recordings/gone/');
  const partly = await merge(cwd, parts.slice(1));
  expect(partly.code).toBe(3);
  expect(partly.report.fixedQuirks).toEqual([]);
  expect(partly.said).not.toContain('that no case asks for');
});

test('in a folder of runs the shards are joined, whatever else lies there, and again', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  await call(['run'], { cwd });
  await shards(cwd, 2);
  mkdirSync(join(runs(cwd), 'killed.new'));
  for (const name of ['run.json', 'cases.jsonl']) writeFileSync(join(runs(cwd), 'killed.new', name), '{');
  for (const time of [1, 2]) {
    const { code, said, report } = await merge(cwd, ['.vertex-scenarios/runs', '.vertex-scenarios']);
    expect({ time, code, passed: report.totals.passed }).toEqual({ time, code: 0, passed: 6 });
    expect(said).toContain('2 bundles joined');
  }
});

test('a line in a bundle that nobody wrote is not a result', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  const all = await shards(cwd, 2);
  appendFileSync(join(cwd, all[0] ?? '', 'cases.jsonl'), '{"verdict":"passed"}\n');
  expect((await merge(cwd, all)).report.totals.cases).toBe(6);
});

test('what is missing can be run later: a joined run is gone on with like any other', async () => {
  const cwd = writeFiles({ ...files, 'b.yaml': good });
  const all = await shards(cwd, 3);
  expect((await merge(cwd, all.slice(1))).code).toBe(3);
  const rest = await call(['run', '--resume', '--reporter', 'json'], { cwd });
  const missing = names.filter((name) => shardOf(name, 3) === 1).length;
  expect(rest.err).toContain(`${6 - missing} of 6 cases were measured before and are not sent again`);
  expect({ code: rest.code, totals: JSON.parse(rest.out).totals }).toMatchObject({ code: 0, totals: { passed: 6 } });
});
