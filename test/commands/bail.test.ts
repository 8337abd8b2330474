/** `--bail`: nothing is begun once enough has failed, and what did not run is never green. */
import { expect, test, vi } from 'vitest';
import { aService, asking, suiteOf } from '../bundles/a-service.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

// Processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 60_000 });

const bad = scenario('expect: { content: { const: Because } }\nmock: { content: No }\n');
const many = (letters: string, text: string) =>
  Object.fromEntries([...letters].map((letter) => [`${letter}.yaml`, text]));

async function run(args: readonly string[], files: { readonly [path: string]: string }) {
  const ended = await call(['run', '-j', '1', '--no-bundle', '--reporter', 'json', ...args], { files });
  return { ...ended, ...(ended.out === '' ? {} : JSON.parse(ended.out)) };
}

test('after the first failed group nothing is begun; what did not run is skipped and says why', async () => {
  const { code, totals, cases } = await run(['--bail'], { ...many('abcd', scenario()), 'b.yaml': bad });
  expect(code).toBe(1);
  expect(totals).toMatchObject({ passed: 1, failed: 1, skipped: 2 });
  expect(cases.at(-1)).toMatchObject({
    ...{ verdict: 'skipped', skippedBy: 'run' },
    reason: 'not begun, because 1 group had failed (--bail)',
  });
});

test('--bail=N waits for so many, also from the environment', async () => {
  const files = many('abcde', bad);
  expect((await run(['--bail=3'], files)).totals).toMatchObject({ failed: 3, skipped: 2 });
  const { code, out } = await call(['run', '-j', '1', '--reporter', 'json'], {
    files,
    env: { VERTEX_SCENARIOS_BAIL: '2' },
  });
  expect({ code, totals: JSON.parse(out).totals }).toMatchObject({ code: 1, totals: { failed: 2, skipped: 3 } });
});

test('without a failure it does nothing, and an undecided group is none', async () => {
  const busy = scenario('mock: { status: 429, error: { code: 429, message: Slow down } }\n');
  expect(await run(['--bail'], many('abc', scenario()))).toMatchObject({ code: 0, totals: { passed: 3, skipped: 0 } });
  const mixed = await run(['--bail'], { ...many('abc', scenario()), 'a.yaml': busy });
  expect(mixed).toMatchObject({ code: 3, totals: { undecided: 1, passed: 2, skipped: 0 } });
});

test('a group has failed as soon as it cannot reach its bar, and not before', async () => {
  const repeated = (pass: number) =>
    scenario(
      `repeat: { count: 4, pass: ${pass} }\nexpect: { content: { const: Yes } }\nmock: { by_repeat: [{ content: No }, { content: Yes }] }\n`,
    );
  const reached = await run(['--bail'], { 'a.yaml': repeated(3), 'b.yaml': scenario() });
  expect(reached).toMatchObject({ code: 0, totals: { cases: 5, passed: 2, skipped: 0 } });
  const missed = await run(['--bail'], { 'a.yaml': repeated(4), 'b.yaml': scenario() });
  expect(missed).toMatchObject({ code: 1, totals: { failed: 1, skipped: 1 } });
  expect(missed.cases.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    ...['failed', 'skipped', 'skipped', 'skipped', 'skipped'],
  ]);
});

test('what its author skipped keeps its own reason', async () => {
  const { cases } = await run(['--bail'], { 'a.yaml': bad, 'b.yaml': scenario('skip: Not yet\n') });
  expect(cases[1]).toMatchObject({ verdict: 'skipped', reason: 'Not yet', skippedBy: 'author' });
});

test('live, what is in flight comes to its end and nothing more is sent', async () => {
  const service = await aService(20, (text) => (text === '0' ? { content: 'Bye' } : {}));
  const texts = Array.from({ length: 30 }, (_, n) => String(n));
  const more = 'expect: { content: { const: Hello } }\n';
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(texts, more) });
  const args = ['run', '--live', '--no-bundle', '--bail', '-j', '2', '--reporter', 'json'];
  const { code, out } = await call(args, { cwd });
  const { totals } = JSON.parse(out);
  expect(code).toBe(1);
  expect(totals.failed).toBe(1);
  expect(totals.passed + totals.failed).toBe(service.asked.size);
  expect(service.asked.size).toBeLessThan(12);
  expect(totals.skipped).toBe(30 - service.asked.size);
});

test('a run that is gone on with counts what failed before', async () => {
  const cwd = writeFiles({
    'suite.yaml': 'version: 1\nendpoints: { managed: { kind: managed, project: p, location: global } }\n',
    ...many('abc', scenario()),
    'a.yaml': bad,
  });
  const args = ['run', '-j', '1', '--bail', '--reporter', 'json'];
  await call(args, { cwd });
  const { code, out } = await call([...args, '--resume'], { cwd });
  expect({ code, totals: JSON.parse(out).totals }).toMatchObject({ code: 1, totals: { failed: 1, skipped: 2 } });
});

test.each([
  [['--bail=0'], '--bail 0 is no whole number from 1'],
  [['--bail=x'], '--bail x is no whole number'],
  [['--bail', '2'], 'write --bail=2'],
])('%j is refused', async (args, says) => {
  const { code, out, err } = await call(args, { files: many('a', scenario()) });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});
