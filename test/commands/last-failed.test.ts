import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

// Processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 60_000 });

const good = scenario('mock: { content: Because }\nexpect: { content: { const: Because } }\n');
const bad = good.replace('mock: { content: Because }', 'mock: { content: No }');
const busy = scenario('mock: { status: 429, error: { code: 429, message: Slow down } }\n');

const suiteWith = (files: { readonly [path: string]: string }) => writeFiles({ 'suite.yaml': suiteYaml, ...files });

async function run(cwd: string, ...args: string[]) {
  const { code, err, out } = await call(['run', '--reporter', 'json', ...args], { cwd });
  const ids = out === '' ? [] : JSON.parse(out).cases.map(({ id }: { id: string }) => id.replace(/\[.*/, ''));
  return { code, err, ids };
}

test('what failed or was undecided runs again until it is green, and then all', async () => {
  const cwd = suiteWith({ 'a.yaml': good, 'b.yaml': bad, 'c.yaml': busy, 'd.yaml': good });
  expect((await run(cwd)).code).toBe(1);
  const again = await run(cwd, '--last-failed');
  expect(again).toMatchObject({ code: 1, ids: ['b', 'c'] });
  expect(again.err).toMatch(
    /^--last-failed: 2 of 4 cases, for what failed or was undecided in \.vertex-scenarios\/runs\/\S+\n$/,
  );
  writeFileSync(join(cwd, 'b.yaml'), good);
  expect(await run(cwd, '--last-failed')).toMatchObject({ code: 3, ids: ['b', 'c'] });
  writeFileSync(join(cwd, 'c.yaml'), good);
  expect(await run(cwd, '--last-failed')).toMatchObject({ code: 0, ids: ['c'] });
  const green = await run(cwd, '--last-failed');
  expect(green).toMatchObject({ code: 0, ids: ['a', 'b', 'c', 'd'] });
  expect(green.err).toMatch(/^--last-failed: nothing failed in \S+, so 4 cases run\n$/);
});

test('where no run was kept all run, and it says so', async () => {
  const { code, ids, err } = await run(suiteWith({ 'a.yaml': good, 'b.yaml': good }), '--last-failed');
  expect({ code, ids }).toEqual({ code: 0, ids: ['a', 'b'] });
  expect(err).toBe('--last-failed: no run of this suite and backend was kept, so 2 cases run\n');
});

test('a run of another backend or another suite does not count', async () => {
  const cwd = writeFiles({
    ...{ 'one/suite.yaml': suiteYaml, 'one/a.yaml': bad, 'one/b.yaml': good },
    ...{ 'two/suite.yaml': suiteYaml, 'two/a.yaml': bad, 'two/b.yaml': good },
  });
  await run(cwd, 'one');
  expect(await run(cwd, 'two', '--last-failed')).toMatchObject({ code: 1, ids: ['a', 'b'] });
  expect((await run(cwd, 'one', '--replay', '--last-failed')).err).toContain('no run of this suite and backend');
  expect(await run(cwd, 'one', '--last-failed')).toMatchObject({ code: 1, ids: ['a'] });
});

test('a group is what runs again: all repeats of the row that failed, and no other row', async () => {
  const rows = `matrix: { n: [1, 2] }\nrepeat: { count: 3 }\nexpect: [{ when: { matrix.n: "2" }, content: { const: Yes } }]\nmock: { by_repeat: [{ content: No }, { content: Yes }] }\n`;
  const cwd = suiteWith({ 'a.yaml': scenario(rows) });
  await run(cwd);
  const { out } = await call(['run', '--last-failed', '--reporter', 'json'], { cwd });
  const cases: { row: { n: number }; repeat: number }[] = JSON.parse(out).cases;
  expect(cases.map(({ row, repeat }) => [row.n, repeat])).toEqual([
    ...[
      [2, 1],
      [2, 2],
      [2, 3],
    ],
  ]);
});

test('of a pair that parity compares both run, whichever of them failed', async () => {
  for (const done of [true, false]) {
    // `done` is asked of the streamed one alone: of the twin, or of the case itself.
    const stream = done ? '' : 'stream: true, ';
    const pair = `parity: true\nexpect: { stream: { done: false } }\nmock: { content: Yes }\n`;
    const cwd = suiteWith({ 'a.yaml': scenario(pair).replace('model:', `${stream}model:`), 'b.yaml': good });
    await call(['run', '--reporter', 'json=run.json'], { cwd });
    const verdicts = JSON.parse(readFileSync(join(cwd, 'run.json'), 'utf8')).cases.map(
      ({ verdict }: { verdict: string }) => verdict,
    );
    expect(verdicts.toSorted()).toEqual(['failed', 'passed', 'passed']);
    expect((await run(cwd, '--last-failed')).ids).toEqual(['a', 'a']);
  }
});

test('a scenario whose rows were renamed runs as a whole; one that is gone takes nothing with it', async () => {
  const cwd = suiteWith({ 'a.yaml': bad, 'b.yaml': bad, 'c.yaml': good });
  await run(cwd);
  writeFileSync(join(cwd, 'a.yaml'), `${good}matrix: { n: [1, 2] }\n`);
  rmSync(join(cwd, 'b.yaml'));
  expect(await run(cwd, '--last-failed')).toMatchObject({ code: 0, ids: ['a', 'a'] });
  writeFileSync(join(cwd, 'c.yaml'), bad);
  await run(cwd);
  rmSync(join(cwd, 'c.yaml'));
  const gone = await run(cwd, '--last-failed');
  expect(gone).toMatchObject({ code: 0, ids: ['a', 'a'] });
  expect(gone.err).toContain('is not among them, so 2 cases run');
});

test('what was not reached before a bail is neither failed nor undecided', async () => {
  const cwd = suiteWith({ 'a.yaml': bad, 'b.yaml': bad, 'c.yaml': good });
  await run(cwd, '--bail', '-j', '1');
  expect((await run(cwd, '--last-failed')).ids).toEqual(['a']);
});

test('it narrows what is selected besides', async () => {
  const cwd = suiteWith({ 'x/a.yaml': bad, 'y/b.yaml': bad, 'y/c.yaml': good });
  await run(cwd);
  expect((await run(cwd, 'y', '--last-failed')).ids).toEqual(['y/b']);
});

test('a shard looks at what it ran itself, or at what all shards did, and not at what another one ran', async () => {
  const cwd = suiteWith({ 'a.yaml': bad, 'b.yaml': bad, 'c.yaml': bad, 'd.yaml': bad });
  const shards = ['1/2', '2/2'];
  const all = ['a', 'b', 'c', 'd'];
  const first: string[] = [];
  for (const shard of shards) first.push(...(await run(cwd, '--shard', shard)).ids);
  expect(first.toSorted()).toEqual(all);
  const again: string[] = [];
  for (const shard of shards) again.push(...(await run(cwd, '--shard', shard, '--last-failed')).ids);
  expect(again).toEqual(first);
  expect((await run(cwd, '--shard', '2/2', '--last-failed')).err).toMatch(/ in \S+-2of2\n/);
  expect((await run(cwd, '--shard', '1/3', '--last-failed')).err).toContain(
    'no run of this suite and backend was kept',
  );
});
