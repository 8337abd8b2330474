/** `--shard`: each scenario runs in exactly one share, and an empty share says that it is empty. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { shardOf } from '../../src/cases/shard-of.ts';
import { aService, asking, suiteOf } from '../bundles/a-service.ts';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

// Processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 60_000 });

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'x/g', 'x/h'];
const files = Object.fromEntries(names.map((name) => [`${name}.yaml`, scenario()]));
const suite = () => writeFiles({ 'suite.yaml': suiteYaml, ...files });

interface Told {
  readonly scenario: string;
}

async function run(cwd: string, args: readonly string[], env: { readonly [name: string]: string } = {}) {
  const { code, err, out } = await call(['run', '--reporter', 'json', ...args], { cwd, env });
  const cases: Told[] = out === '' ? [] : JSON.parse(out).cases;
  return { code, err, ids: cases.map((each) => each.scenario) };
}

test('a scenario is in one shard, whatever is added beside it', () => {
  const ids = Array.from({ length: 1000 }, (_, n) => `folder/scenario-${n}`);
  for (const count of [1, 2, 7]) {
    const counts = Map.groupBy(ids, (id) => shardOf(id, count));
    expect([...counts.keys()].sort()).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    for (const each of counts.values()) expect(each.length).toBeGreaterThan(700 / count);
  }
  // By sha256sum and bc: machines that share a suite may have different versions of this tool for a while.
  expect(['managed/stream-a-story', 'a', 'b', 'c'].map((id) => shardOf(id, 7))).toEqual([6, 7, 3, 6]);
});

test('all shards together are the suite, each in its order', async () => {
  const cwd = suite();
  const shards = [];
  for (const index of [1, 2, 3]) shards.push(await run(cwd, ['--shard', `${index}/3`]));
  expect(shards.flatMap(({ ids }) => ids).sort()).toEqual(names);
  for (const { code, ids, err } of shards) {
    expect(code).toBe(0);
    expect(ids).toEqual([...ids].sort());
    expect(err).toMatch(/^--shard: (?:\d|none) of 8 scenarios (?:are|is) in shard \d of 3\n$/);
  }
});

test('an empty shard is well, says so, and so does its bundle', async () => {
  const cwd = writeFiles({ 'suite.yaml': suiteYaml, 'a.yaml': scenario() });
  const index = shardOf('a', 2) === 1 ? 2 : 1;
  const { code, err, ids } = await run(cwd, ['--shard', `${index}/2`]);
  expect({ code, err, ids }).toEqual({
    ...{ code: 0, ids: [] },
    err: `--shard: none of 1 scenario is in shard ${index} of 2\n`,
  });
  const runs = join(cwd, '.vertex-scenarios/runs');
  const manifest = JSON.parse(readFileSync(join(runs, readdirSync(runs)[0] ?? '', 'run.json'), 'utf8'));
  expect(manifest).toMatchObject({ cases: [], shard: { index, count: 2, isWhole: true }, end: { interrupted: false } });
  expect(manifest.shard.plan.map(({ id }: { id: string }) => id)).toEqual(['a[transport=rest]']);
});

test('what is wrong with a selection is not made well by a shard', async () => {
  expect((await run(suite(), ['--shard', '1/3', '--grep', 'zebra'])).code).toBe(2);
  const skipped = Object.fromEntries(names.map((name) => [`${name}.yaml`, scenario('skip: Not yet\n')]));
  expect((await run(writeFiles({ 'suite.yaml': suiteYaml, ...skipped }), ['--shard', '1/2'])).code).toBe(3);
});

test.each([
  [{ CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' }, 2],
  [{ CIRCLE_NODE_INDEX: '1', CIRCLE_NODE_TOTAL: '3' }, 2],
  [{ BUILDKITE_PARALLEL_JOB: '2', BUILDKITE_PARALLEL_JOB_COUNT: '3' }, 3],
  [{ CLOUD_RUN_TASK_INDEX: '0', CLOUD_RUN_TASK_COUNT: '3' }, 1],
  [{ JOB_COMPLETION_INDEX: '2', VERTEX_SCENARIOS_SHARD_COUNT: '3' }, 3],
  // A runner of GitLab in a Kubernetes Job.
  [{ CI_NODE_INDEX: '1', CI_NODE_TOTAL: '3', JOB_COMPLETION_INDEX: '0' }, 1],
] as [{ readonly [name: string]: string }, number][])('auto reads %j', async (env, index) => {
  const cwd = suite();
  const auto = await run(cwd, ['--shard', 'auto'], env);
  expect(auto).toEqual(await run(cwd, ['--shard', `${index}/3`]));
  expect(auto.err).toContain(`shard ${index} of 3`);
  expect(await run(cwd, [], { ...env, VERTEX_SCENARIOS_SHARD: 'auto' })).toEqual(auto);
});

test.each([
  [{}, 'nothing here says which shard this is', 'write --shard I/N'],
  [{ GITHUB_ACTIONS: 'true' }, 'nothing here says', '--shard ${{ matrix.shard }}/${{ strategy.job-total }}'],
  [{ CI_NODE_TOTAL: '1' }, 'nothing here says', 'this job is not parallel'],
  [{ BUILDKITE: 'true' }, 'nothing here says', 'set parallelism'],
  [{ JOB_COMPLETION_INDEX: '0' }, 'how many there are is not set', 'set VERTEX_SCENARIOS_SHARD_COUNT'],
  [{ CI_NODE_INDEX: '4', CI_NODE_TOTAL: '3' }, 'which is no share', 'write --shard I/N'],
  [{ CIRCLE_NODE_INDEX: '3', CIRCLE_NODE_TOTAL: '3' }, 'which is no share', 'write --shard I/N'],
  [{ CI_NODE_INDEX: 'x', CI_NODE_TOTAL: '3' }, 'which is no share', 'write --shard I/N'],
] as [{ readonly [name: string]: string }, string, string][])('auto with %j is refused', async (env, says, help) => {
  const { code, err, ids } = await run(suite(), ['--shard', 'auto'], env);
  expect({ code, ids }).toEqual({ code: 2, ids: [] });
  expect(err.replace(/\s+/g, ' ')).toContain(says);
  expect(err.replace(/\s+/g, ' ')).toContain(help);
});

test.each(['0/3', '4/3', '1', '1/0', 'a/b', '-1/3', '1/3/5', '1.5/3', ''])('--shard=%s is refused', async (text) => {
  const { code, ids } = await run(suite(), [`--shard=${text}`]);
  expect({ code, ids }).toEqual({ code: 2, ids: [] });
});

test('--max-calls is shared out: all shards together send no more than was allowed', async () => {
  const service = await aService(0);
  const texts = ['0', '1', '2', '3', '4'];
  const asked = Object.fromEntries(names.map((name) => [`${name}.yaml`, asking(texts.map((text) => name + text))]));
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), ...asked });
  const codes = [];
  for (const index of [1, 2, 3]) {
    codes.push((await run(cwd, ['--live', '--max-calls', '7', '--shard', `${index}/3`])).code);
  }
  expect([...service.asked.values()].reduce((sum, times) => sum + times, 0)).toBe(7);
  expect(codes).toEqual([4, 4, 4]);
});

test.each(['--rpm', '--max-calls'])('a shard that %s leaves nothing for is refused', async (flag) => {
  const { code, err } = await run(suite(), ['--shard', '3/3', flag, '2']);
  expect(code).toBe(2);
  expect(err).toContain(`${flag} 2 leaves nothing for shard 3 of 3`);
});

test('a run is gone on with by its own shard alone', async () => {
  const cwd = suite();
  await run(cwd, ['--shard', '1/2']);
  expect((await run(cwd, ['--shard', '1/2', '--resume'])).err).toContain('were measured before');
  expect((await run(cwd, ['--shard', '2/2', '--resume'])).code).toBe(2);
  expect((await run(cwd, ['--resume'])).code).toBe(2);
  const runs = join(cwd, '.vertex-scenarios/runs');
  const named = await run(cwd, ['--shard', '2/2', `--resume=${join(runs, readdirSync(runs)[0] ?? '')}`]);
  expect(named.err.replace(/\s+/g, ' ')).toContain('it holds shard 1 of 2, this would be shard 2 of 2');
});
