import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/lib/redact.ts';
import type { CaseRecord } from '../../src/model/record.ts';
import type { FinishedCase } from '../../src/model/run.ts';
import { createRecorder } from '../../src/recordings/record.ts';
import { createReplay, type ReplayOptions } from '../../src/recordings/replay.ts';
import { createLiveAnswers } from '../../src/run/answer-live.ts';
import { createPace } from '../../src/run/pace.ts';
import { plan, type RunOptions, run } from '../../src/run.ts';
import { aServer } from '../mock/a-server.ts';
import { facts } from '../run/facts.ts';
import { type Files, suiteYaml, writeFiles } from '../scenarios/a-suite.ts';

const redact = createRedactor([{ kind: 'project', value: 'my-project', label: '[project]' }]);
const { signal } = new AbortController();

interface Seen {
  readonly results: readonly CaseRecord[];
  readonly finished: readonly FinishedCase[];
}

async function planOf(cwd: string, backend: 'live' | 'replay' | 'mock', targets: readonly string[], origin?: string) {
  const env: Record<string, string> =
    backend === 'live' ? { GOOGLE_CLOUD_PROJECT: 'my-project', PROJECT: 'my-project' } : {};
  const shared = { cwd, backend, env, unset: (name: string) => name, set: {} } as const;
  const { suite, ...planned } = await plan(targets, { ...shared, ...(origin !== undefined && { origin }) });
  expect(planned.diagnostics).toEqual([]);
  if (!suite) throw new Error('no suite');
  return { ...planned, suite };
}

async function runAll(planned: Awaited<ReturnType<typeof planOf>>, options: Partial<RunOptions>): Promise<Seen> {
  const results: CaseRecord[] = [];
  const finished: FinishedCase[] = [];
  await run(planned, {
    ...{ facts, redact, concurrency: 4, retries: 0, assertRetries: 0, signal, ...options },
    onFinished(each) {
      finished.push(each);
      options.onFinished?.(each);
    },
    reporters: [{ on: (event) => void (event.kind === 'case-end' && results.push(event.case)) }],
  });
  return { results, finished };
}

/** Runs the suite in a folder against its own mocks behind a port, and keeps what they answer. */
async function record(cwd: string, origin: string, targets: readonly string[] = []) {
  const planned = await planOf(cwd, 'live', targets, origin);
  const pace = createPace({ concurrency: 4, signal });
  const credentials = { headersFor: async () => ({ authorization: 'Bearer any' }), renew: async () => false };
  const live = createLiveAnswers({ ...{ concurrency: 4, env: {}, credentials, pace, version: '0' }, identity: true });
  const recorder = createRecorder({ root: planned.suite.root, cases: planned.cases.map((each) => each.case), redact });
  const seen = await runAll(planned, { answerFrom: live.answerFrom, onFinished: recorder.finished });
  await live.close();
  return { ...seen, ...recorder.end() };
}

async function replay(cwd: string, targets: readonly string[] = [], options: Partial<ReplayOptions> = {}) {
  const planned = await planOf(cwd, 'replay', targets);
  const unset = new Set(['GOOGLE_CLOUD_PROJECT', 'PROJECT']);
  const root = planned.suite.root;
  const replayed = createReplay({ ...{ root, redact, speed: 0, unset, now: () => new Date() }, ...options });
  const seen = await runAll(planned, {
    answerFrom: async (aCase, step) => ({ fetch: replayed.sendFor(aCase, step), synthetic: false, replies: 1 }),
  });
  return { ...seen, hygiene: replayed.hygiene() };
}

const verdicts = ({ results }: Seen) =>
  results.map(({ id, verdict, findings }) => [id, verdict, findings.map(({ message }) => message)]);

const bodies = ({ finished }: Seen) =>
  new Map(
    finished.map(({ result, exchanges }) => [
      result.case.id,
      exchanges.map(({ exchange: { outcome } }) =>
        outcome.kind === 'response' ? Buffer.from(outcome.body.bytes).toString() : outcome.message,
      ),
    ]),
  );

/** Milliseconds at which each read of each exchange came. */
const times = ({ finished }: Seen, id: string) =>
  finished
    .filter(({ result }) => result.case.id === id)
    .flatMap(({ exchanges }) => exchanges)
    .flatMap(({ exchange: { outcome } }) =>
      outcome.kind === 'response' ? outcome.body.reads.map(({ at }) => at) : [],
    );

const weather = 'tools/round-trip';

function shippedSuite(): string {
  const cwd = writeFiles({});
  cpSync('scenarios', join(cwd, 'scenarios'), { recursive: true });
  return cwd;
}

test('a streamed tool round trip is replayed as it was recorded', async () => {
  const cwd = shippedSuite();
  const { origin } = await aServer();
  const recorded = await record(cwd, origin, [weather]);
  expect(recorded).toMatchObject({
    written: [`recordings/${weather}/stream=false.json`, `recordings/${weather}/stream=true.json`],
    wrong: [],
  });
  const replayed = await replay(cwd, [weather]);
  expect(replayed.results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'passed', 'passed']);
  expect(verdicts(replayed)).toEqual(verdicts(recorded));
  // All transports are answered by what the first one was.
  for (const row of ['stream=true', 'stream=false']) {
    const ofRest = bodies(recorded).get(`${weather}[${row},transport=rest]`);
    expect(ofRest).toHaveLength(2);
    expect(bodies(replayed).get(`${weather}[${row},transport=rest]`)).toEqual(ofRest);
    expect(bodies(replayed).get(`${weather}[${row},transport=sdk]`)).toEqual(ofRest);
  }
});

const slow: Files = {
  'suite.yaml': suiteYaml,
  'slow.yaml': `version: 1
title: Words that take their time
transports: [rest]
request: { model: google/gemini-3.8-flash, stream: true, messages: [{ role: user, content: Hi }] }
mock: { content: one two three four five, pieces: 5, pace: { first: 100ms, every: 60ms } }
`,
};

test('at speed 1 what was recorded takes as long as it took, at speed 0 no time', async () => {
  const { origin } = await aServer(slow);
  const cwd = writeFiles(slow);
  const before = times(await record(cwd, origin), 'slow[transport=rest]');
  const again = times(await replay(cwd, [], { speed: 1 }), 'slow[transport=rest]');
  expect(before.length).toBeGreaterThan(4);
  expect(again).toHaveLength(before.length);
  // Never sooner than it was, but for the precision of timers; on a busy machine later.
  for (const [index, at] of again.entries()) {
    expect(at).toBeGreaterThan((before[index] ?? 0) - 5);
    expect(at).toBeLessThan((before[index] ?? 0) + 400);
  }
  const atOnce = times(await replay(cwd), 'slow[transport=rest]');
  expect(Math.max(...atOnce)).toBeLessThan(Math.max(...before) - 100);
});

const one: Files = {
  'suite.yaml': suiteYaml,
  'one.yaml': `version: 1
title: A question
transports: [rest, sdk]
request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: Hi }] }
mock: { content: Hello }
`,
};
const causes = ({ results }: Seen) => results.map((each) => (each.verdict === 'undecided' ? each.cause : each.verdict));

test('a request that differs from the recorded one is a miss that shows where', async () => {
  const { origin } = await aServer(one);
  const cwd = writeFiles(one);
  expect((await record(cwd, origin)).written).toEqual(['recordings/one/_.json']);
  expect(causes(await replay(cwd))).toEqual(['passed', 'passed']);
  writeFileSync(join(cwd, 'one.yaml'), (one['one.yaml'] ?? '').replace('content: Hi', 'content: Bye'));
  const miss = `the request is not the one in ${join('recordings/one/_.json')}: /messages/0/content was "Hi" when it was recorded, and is "Bye" now; record it again`;
  expect(causes(await replay(cwd))).toEqual([miss, miss]);
});

test('what was not recorded, or cannot be read, is undecided', async () => {
  const cwd = writeFiles(one);
  expect(causes(await replay(cwd))[0]).toContain('there is no recording of it: recordings/one/_.json is missing');
  mkdirSync(join(cwd, 'recordings/one'), { recursive: true });
  writeFileSync(join(cwd, 'recordings/one/_.json'), '{"version":1,');
  expect(causes(await replay(cwd))[0]).toContain('its recording recordings/one/_.json cannot be used: it is no JSON');
  writeFileSync(join(cwd, 'recordings/one/_.json'), '{"version":2}');
  expect(causes(await replay(cwd))[0]).toContain('it is no recording');
});

test('a recording that a person cut a piece out of says nothing about the service', async () => {
  const { origin } = await aServer(one);
  const cwd = writeFiles(one);
  await record(cwd, origin);
  const file = join(cwd, 'recordings/one/_.json');
  const whole = readFileSync(file, 'utf8');
  const damaged = 'its recording recordings/one/_.json cannot be used: it was damaged: the reads in /exchanges/0';
  for (const reads of [
    [],
    [[5, 1]],
    [
      [0, 1],
      [99_999, 2],
    ],
    [
      [0, 1],
      [9, 2],
      [4, 3],
    ],
  ]) {
    const recording = JSON.parse(whole);
    recording.exchanges[0].outcome.body.reads = reads;
    writeFileSync(file, JSON.stringify(recording));
    expect(causes(await replay(cwd))[0]).toContain(damaged);
  }
  writeFileSync(file, whole);
  expect(causes(await replay(cwd))).toEqual(['passed', 'passed']);
});

test('half an answer is not kept', async () => {
  const cut = {
    ...one,
    'one.yaml': `${one['one.yaml']}`.replace(
      '{ content: Hello }',
      '{ content: Hello, fault: { reset: { after: 1 } } }',
    ),
  };
  const { origin } = await aServer(cut);
  expect(await record(writeFiles(cut), origin)).toMatchObject({ written: [], wrong: [] });
});

test('recordings that nobody asks for, and those that are too old, are named', async () => {
  const { origin } = await aServer(one);
  const cwd = writeFiles(one);
  await record(cwd, origin);
  const day = 24 * 3_600_000;
  const later = (days: number) => ({ maxAge: 30 * day, now: () => new Date(Date.now() + days * day) });
  expect((await replay(cwd, [], later(29))).hygiene).toEqual({ unused: [], old: [] });
  expect((await replay(cwd, [], later(31))).hygiene).toEqual({ unused: [], old: ['recordings/one/_.json'] });
  mkdirSync(join(cwd, 'recordings/gone'), { recursive: true });
  writeFileSync(join(cwd, 'recordings/gone/_.json'), '{}');
  expect((await replay(cwd)).hygiene.unused).toEqual(['recordings/gone/_.json']);
});

test('the transports of a row that send different requests are told apart', async () => {
  const differing = {
    ...one,
    'one.yaml': `${one['one.yaml']}`.replace('content: Hi', 'content: "${{ case.transport }}"'),
  };
  const { origin } = await aServer(differing);
  const { written, wrong } = await record(writeFiles(differing), origin);
  expect(written).toEqual(['recordings/one/_.json']);
  expect(wrong).toEqual([
    'one[transport=sdk] sent another request than one[transport=rest]: /messages/0/content was "rest" when it was recorded, and is "sdk" now',
  ]);
});

test('a mock may be the recording', async () => {
  const { origin } = await aServer(one);
  const cwd = writeFiles(one);
  await record(cwd, origin);
  writeFileSync(
    join(cwd, 'one.yaml'),
    (one['one.yaml'] ?? '').replace('{ content: Hello }', '[{ status: 429 }, { recording: true }]'),
  );
  const planned = await planOf(cwd, 'mock', []);
  const recordings = createReplay({
    ...{ root: planned.suite.root, redact, speed: 0 },
    unset: new Set(['PROJECT']),
    now: () => new Date(),
  });
  const { results } = await runAll(planned, { recorded: recordings.sendFor, retries: 1 });
  expect(
    results.map(({ verdict, attempts, synthetic }) => [verdict, attempts.map(({ result }) => result), synthetic]),
  ).toEqual([
    ['passed', [429, 200], false],
    ['passed', [429, 200], false],
  ]);
  expect(readFileSync(join(cwd, 'recordings/one/_.json'), 'utf8')).not.toContain('my-project');
});
