import { expect, test } from 'vitest';
import type { RunEvent } from '../src/model/run-event.ts';
import { plan, run } from '../src/run.ts';
import { scenario, suite } from './cases/plan.ts';
import { facts, redact } from './run/facts.ts';
import { type Files, oneLine, writeFiles } from './scenarios/a-suite.ts';

interface Running {
  readonly concurrency?: number;
  readonly retries?: number;
  readonly stopAt?: (event: RunEvent) => boolean;
}

/** Runs a suite of these files on mocks, and gives what a reporter was told. */
async function told(files: Files, { concurrency = 8, retries = 2, stopAt = () => false }: Running = {}) {
  const cwd = writeFiles({ 'suite.yaml': suite, ...files });
  const planned = await plan([], { cwd, backend: 'mock', env: {}, unset: (name) => name, set: {} });
  expect(planned.diagnostics.map(oneLine)).toEqual([]);
  const events: RunEvent[] = [];
  const stop = new AbortController();
  const on = (event: RunEvent) => {
    events.push(event);
    // When it is in flight, not while it is told.
    if (stopAt(event)) setTimeout(() => stop.abort(), 20);
  };
  const totals = await run(planned, {
    concurrency,
    retries,
    assertRetries: 0,
    ...{ facts, redact },
    reporters: [{ on }],
    signal: stop.signal,
  });
  const results = events.flatMap((event) => (event.kind === 'case-end' ? [event.case] : []));
  return { events, totals, results };
}

const slow = (ms: number) =>
  scenario(`mock: { content: Hello, pace: { first: ${ms}ms } }\n`, '{ model: m, stream: true }');

test('results are told in the order of the suite, whatever order the answers came in', async () => {
  const { events, results } = await told({ 'a.yaml': slow(150), 'b.yaml': slow(0), 'c.yaml': slow(50) });
  expect(results.map((ran) => ran.scenario)).toEqual(['a', 'b', 'c']);
  expect(events.map(({ kind }) => kind)).toEqual([
    'start',
    ...['case-start', 'case-start', 'case-start'],
    ...['case-end', 'group-end', 'case-end', 'group-end', 'case-end', 'group-end'],
    'end',
  ]);
});

test('the last group of a scenario is told as such', async () => {
  const { events } = await told({ 'a.yaml': scenario('matrix: { n: [1, 2] }\n'), 'b.yaml': scenario() });
  expect(events.flatMap((event) => (event.kind === 'group-end' ? [event.last] : []))).toEqual([false, true, true]);
});

const refusal = (status: number) => `{ status: ${status}, error: { code: ${status}, message: Later, status: X } }`;

test('a list of mocks is gone through by retries, without waiting; the last attempt is judged', async () => {
  const files = { 'a.yaml': scenario(`mock: [${refusal(503)}, ${refusal(429)}, { content: Hello }]\n`) };
  const patient = await told(files);
  expect(patient.results[0]).toMatchObject({ verdict: 'passed' });
  expect(patient.results[0]?.attempts.map(({ result }) => result)).toEqual([503, 429, 200]);
  const hasty = await told(files, { retries: 1 });
  expect(hasty.results[0]).toMatchObject({ verdict: 'undecided' });
  expect(hasty.results[0]?.attempts.map(({ result }) => result)).toEqual([503, 429]);
});

test('one mock is not asked again, and a status that is expected is not retried', async () => {
  const once = await told({ 'a.yaml': scenario(`mock: ${refusal(503)}\n`) });
  expect(once.results[0]?.attempts).toHaveLength(1);
  const expected = await told({
    'a.yaml': scenario(`expect: { status: 503 }\nmock: [${refusal(503)}, { content: Hello }]\n`),
  });
  expect(expected.results[0]).toMatchObject({ verdict: 'passed', attempts: [{ result: 503 }] });
});

test('verdicts: what the service said, what the checks found, what did not run', async () => {
  const { results, totals } = await told({
    'a-passed.yaml': scenario(),
    'b-failed.yaml': scenario('expect: { content: { const: Bye } }\nmock: { content: Hello }\n'),
    'c-unexpected.yaml': scenario(`mock: ${refusal(404)}\n`),
    'd-undecided.yaml': scenario(`mock: ${refusal(401)}\n`),
    'e-skipped.yaml': scenario('skip: Not yet\n'),
  });
  expect(results.map(({ verdict }) => verdict)).toEqual(['passed', 'failed', 'failed', 'undecided', 'skipped']);
  expect(totals).toEqual({ cases: 5, groups: 5, passed: 1, flaky: 0, failed: 2, undecided: 1, skipped: 1 });
  expect(results[2]?.findings).toMatchObject([{ check: 'status', severity: 'error' }]);
  expect(results[3]).toMatchObject({ cause: expect.stringContaining('401'), checks: { asked: [] } });
  expect(results[4]).toMatchObject({ reason: 'Not yet', skippedBy: 'author' });
});

test('a rule that is a warning or off does not fail a case', async () => {
  const unexpected = (severity: string) =>
    scenario(`contract: { rules: { status: ${severity} } }\nmock: ${refusal(404)}\n`);
  const { results } = await told({ 'a.yaml': unexpected('warn'), 'b.yaml': unexpected('off') });
  expect(results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
  expect(results.map(({ findings }) => findings.length)).toEqual([1, 0]);
});

test('an answer that was made up from the request is synthetic', async () => {
  const { results } = await told({ 'a.yaml': scenario(), 'b.yaml': scenario('mock: { content: Hello }\n') });
  expect(results.map(({ synthetic }) => synthetic)).toEqual([true, false]);
});

test('an abort gives up what is in flight and skips what has not begun', async () => {
  const { results, totals, events } = await told(
    { 'a.yaml': scenario(), 'b.yaml': slow(60_000), 'c.yaml': scenario() },
    { concurrency: 1, stopAt: (event) => event.kind === 'case-start' && event.id.startsWith('b[') },
  );
  expect(totals).toMatchObject({ passed: 1, skipped: 2 });
  expect(results.slice(1)).toMatchObject([
    { verdict: 'skipped', skippedBy: 'run', reason: 'interrupted' },
    { verdict: 'skipped', skippedBy: 'run', reason: 'interrupted before it began' },
  ]);
  expect(events.at(-1)).toMatchObject({ kind: 'end', ended: 'interrupted' });
});

test('a crash of ours in one case does not take the results of the others with it', async () => {
  const cwd = writeFiles({ 'suite.yaml': suite, 'a.yaml': scenario(), 'b.yaml': scenario() });
  const planned = await plan([], { cwd, backend: 'mock', env: {}, unset: (name) => name, set: {} });
  const [first, second] = planned.cases;
  if (!first || !second) throw new Error('there are two cases');
  const broken = { ...planned, cases: [{ ...first, case: { ...first.case, steps: [] }, checks: [] }, second] };
  const events: RunEvent[] = [];
  const reporters = [{ on: (event: RunEvent) => void events.push(event) }];
  const running = run(broken, {
    concurrency: 1,
    retries: 0,
    assertRetries: 0,
    ...{ facts, redact },
    reporters,
    signal: new AbortController().signal,
  });
  await expect(running).rejects.toThrow('has no step');
  expect(events.flatMap((event) => (event.kind === 'case-end' ? [event.case.verdict] : []))).toEqual([
    'undecided',
    'passed',
  ]);
  expect(events.at(-1)?.kind).toBe('end');
});
