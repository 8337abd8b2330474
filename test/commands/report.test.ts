/** A run that is kept is told again as it was, from its bundle alone. */
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aService, asking, suiteOf } from '../bundles/a-service.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

const suite = `version: 1
title: A suite
endpoints:
  managed: { kind: managed, project: "\${{ env.GOOGLE_CLOUD_PROJECT }}", location: global }
`;
const env = { GOOGLE_CLOUD_PROJECT: 'quiet-otter-4711' };
const no = 'expect: { content: { const: Bye } }\nmock: { content: Hello }\n';

/** Every verdict, a row that has the project in its id, repeats, a group that is flaky, twins, steps. */
const every = {
  'suite.yaml': suite,
  'a-passed.yaml': scenario('matrix: { of: ["${{ env.GOOGLE_CLOUD_PROJECT }}", x, 7, [1, { b: null }]] }\n'),
  'b-failed.yaml': scenario(no),
  'c-undecided.yaml': scenario('mock: { status: 401, error: { code: 401, message: Who } }\n'),
  'd-skipped.yaml': scenario('skip: Not yet\n'),
  'e-repeated.yaml': scenario(`repeat: { count: 4, pass: 2 }
expect: { content: { const: Bye } }
mock: { by_repeat: [{ content: Bye }, { content: Hello }, { status: 500 }, { content: Bye }] }
`),
  'f-flaky.yaml': scenario('expect: { content: { const: Bye } }\nmock: [{ content: Hello }, { content: Bye }]\n'),
  'g-twins.yaml': scenario('parity: true\n'),
  'h-steps.yaml': `version: 1
title: Two
steps:
  - { id: one, request: { model: m, messages: [] }, mock: { status: 503 } }
  - { id: two, request: { model: m, messages: ["\${{ steps.one.message }}"] } }
`,
};

/** Runs a suite of these files in a folder of its own. */
async function ran(files: Readonly<Record<string, string>>, flags: readonly string[] = []) {
  const cwd = writeFiles({ 'suite.yaml': suite, ...files });
  const { code, out } = await call(['run', ...flags, '--reporter', 'pretty', '--reporter', 'json=run.json'], {
    cwd,
    env,
  });
  return { cwd, code, out, json: readFileSync(join(cwd, 'run.json'), 'utf8'), folder: bundleIn(cwd) };
}

function bundleIn(cwd: string): string {
  const runs = join(cwd, '.vertex-scenarios/runs');
  return join(runs, readdirSync(runs).sort().at(-1) ?? '');
}

const flags = ['--assert-retries', '1', '--retries', '0'];

test('the JSON of a bundle is that of the run byte for byte, and so is what a person reads', async () => {
  const run = await ran(every, flags);
  expect(JSON.parse(run.json).totals).toMatchObject({ failed: 1, undecided: 3, skipped: 1, flaky: 1 });
  const elsewhere = writeFiles({});
  cpSync(run.folder, join(elsewhere, 'kept'), { recursive: true });
  const again = ['report', 'kept', '--reporter', 'pretty', '--reporter', 'json=again.json'];
  const told = await call(again, { cwd: elsewhere });
  expect({ code: told.code, err: told.err }).toEqual({ code: 1, err: '' });
  expect(readFileSync(join(elsewhere, 'again.json'), 'utf8')).toBe(run.json);
  expect(told.out).toBe(run.out);
  expect(told.out).not.toContain(env.GOOGLE_CLOUD_PROJECT);
});

test('a run that was gone on with is told as it is now, titles and all', async () => {
  const service = await aService(0, (text) => (text === 'no' ? { content: 'Bye' } : {}));
  const expecting = 'expect: { content: { const: Hello } }\n';
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(['yes', 'no'], expecting) });
  const first = await call(['run', '--live', '--reporter', 'json'], { cwd });
  writeFileSync(
    join(cwd, 'a.yaml'),
    `# moved\n${asking(['yes', 'no', 'more'], expecting).replace('title: ', 'title: Again ')}`,
  );
  const second = await call(['run', '--live', '--resume', '--reporter', 'json'], { cwd });
  expect(second.err).toContain('2 of 3 cases were measured before');
  expect(second.out).not.toBe(first.out);
  expect(JSON.parse(second.out).startedAt).toBe(JSON.parse(first.out).startedAt);
  const told = await call(['report', '--reporter', 'json'], { cwd });
  expect(told).toMatchObject({ code: 1, out: second.out, err: '' });
});

test('without a folder it is the newest run; the code is that of its verdicts', async () => {
  const cwd = writeFiles({
    'suite.yaml': suite,
    'a.yaml': scenario(no),
    'b.yaml': scenario('skip: Not yet\n'),
    'c.yaml': scenario(),
  });
  for (const [id, code] of [
    ['a', 1],
    ['b', 3],
    ['c', 0],
  ] as const) {
    await call(['run', id], { cwd });
    const told = await call(['report', '--reporter', 'json'], { cwd });
    expect({
      code: told.code,
      scenarios: JSON.parse(told.out).cases.map((ran: { scenario: string }) => ran.scenario),
    }).toEqual({ code, scenarios: [id] });
  }
});

test('--fail-on-flaky counts for a report as it does for a run', async () => {
  const { cwd, code } = await ran({ 'f.yaml': every['f-flaky.yaml'] }, flags);
  expect(code).toBe(0);
  expect((await call(['report'], { cwd })).code).toBe(0);
  expect((await call(['report', '--fail-on-flaky'], { cwd })).code).toBe(1);
});

test('of a run that was killed it says what is missing, and is not green', async () => {
  const run = await ran({
    'a.yaml': scenario('matrix: { n: [1, 2, 3] }\n'),
    'b.yaml': scenario('repeat: { count: 3, pass: 2 }\n'),
  });
  expect(run.code).toBe(0);
  const cases = join(run.folder, 'cases.jsonl');
  const kept = readFileSync(cases, 'utf8')
    .split('\n')
    .filter((line) => !/"id":"(?:a\[n=3|b\[transport=rest\]#[23])/.test(line));
  writeFileSync(cases, kept.join('\n'));
  appendFileSync(cases, '{"id":"a[n=3,tra');
  const manifest = join(run.folder, 'run.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^"end": .*\n/m, ''));
  const { code, out, err } = await call(['report', '--reporter', 'pretty', '--reporter', 'json=again.json'], {
    cwd: run.cwd,
  });
  expect(code).toBe(3);
  expect(err).toContain('1 line of the run cannot be read');
  expect(err).toContain(
    '3 of 6 cases have no result: the run was killed, or still goes on\n  a[n=3,transport=rest]\n  b[',
  );
  expect(out).toContain('3 cases without a result');
  const document = JSON.parse(readFileSync(join(run.cwd, 'again.json'), 'utf8'));
  const missing = ['a[n=3,transport=rest]', 'b[transport=rest]#2', 'b[transport=rest]#3'];
  expect(document).toMatchObject({
    ended: 'incomplete',
    missing,
    totals: { cases: 3, groups: 3, passed: 2, undecided: 1 },
  });
  expect(document).not.toHaveProperty('durationMs');
});

test('a run that was stopped is not green either', async () => {
  const service = await aService(20);
  const texts = Array.from({ length: 40 }, (_, n) => String(n));
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(['0']), 'b.yaml': asking(texts) });
  expect((await call(['run', '--live', '-j', '2'], { cwd, interruptAt: '✓ a' })).code).toBe(130);
  const { code, out } = await call(['report'], { cwd });
  expect(code).toBe(3);
  expect(out).toContain('stopped before all cases had run');
});

test('of a run whose budget was spent not all is known', async () => {
  const service = await aService(0);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(['0', '1', '2']) });
  expect((await call(['run', '--live', '-j', '1', '--max-calls', '1'], { cwd })).code).toBe(4);
  expect((await call(['report'], { cwd })).code).toBe(3);
});

test('what is no run is refused: exit code 2', async () => {
  const { cwd, folder } = await ran({ 'a.yaml': scenario() });
  const empty = writeFiles({});
  for (const [args, at, why] of [
    [['report'], empty, 'no run is kept in .vertex-scenarios/runs'],
    [['report', 'nowhere'], cwd, 'there is no run.json in nowhere'],
    [['report', folder, folder], cwd, 'report takes the folder of one run'],
    [['report', '--reporter', 'jso'], cwd, 'did you mean "json"?'],
    [['report', '--reporter', 'json=no/such/run.json'], cwd, 'the report no/such/run.json cannot be written'],
    [['report', '--live'], cwd, '--live means nothing to report'],
  ] as const) {
    const { code, out, err } = await call(args, { cwd: at });
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(why) });
  }
});
