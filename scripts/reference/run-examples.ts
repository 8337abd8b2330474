/** Runs the examples of the reference pages, as the tool runs the scenarios of a suite. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readAnswer } from '../../src/answers/read-answer.ts';
import { startChecks } from '../../src/checks/start-checks.ts';
import { createMockFetch } from '../../src/mock/create-mock-fetch.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Exchange, Fetch } from '../../src/model/exchange.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Json } from '../../src/model/json.ts';
import type { CaseRecord } from '../../src/model/record.ts';
import type { RunEvent } from '../../src/model/run-event.ts';
import { buildRequest } from '../../src/requests/build-request.ts';
import { type Plan, plan, run } from '../../src/run.ts';
import { rest } from '../../src/transports/rest.ts';
import type { Example, LiveTimes } from './read-source.ts';

/** What became of an example. */
export interface Shown {
  /** One of each case, in order; none where the example was refused. */
  readonly cases: readonly ShownCase[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ShownCase {
  readonly id: string;
  readonly verdict: CaseRecord['verdict'];
  /** Why it is undecided or skipped. */
  readonly why?: string;
  readonly findings: readonly Finding[];
  readonly asked: readonly string[];
  readonly notApplicable: readonly { readonly check: string; readonly reason: string }[];
  /** The layout of a stream in its counted form. */
  readonly layout?: string;
  /** The JSON body of each request that was sent. */
  readonly bodies: readonly Json[];
  /** The body of each answer, as text. */
  readonly answers: readonly string[];
}

/** The clock by which quirks of the examples' suite expire. */
const now = () => new Date('2027-01-15T12:00:00Z');

/** Suite and files that examples use. */
export const suiteFiles = join(import.meta.dirname, '../../docs/source/suite');

/** By the name of the example. */
export async function runExamples(examples: readonly Example[]): Promise<ReadonlyMap<string, Shown>> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reference-')));
  const cwd = join(folder, 'suite');
  try {
    mkdirSync(cwd);
    writeFileSync(join(folder, 'outside.json'), '{}');
    cpSync(suiteFiles, cwd, { recursive: true });
    for (const { name, yaml } of examples) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      // Behind the example, so that its lines are numbered as the page shows them.
      writeFileSync(join(cwd, `${name}.yaml`), `${yaml}version: 1\ntitle: An example of the reference\n`);
    }
    const shown = new Map<string, Shown>();
    for (const example of examples) {
      if (shown.has(example.name)) throw new Error(`two examples are called ${example.name}`);
      shown.set(example.name, await runExample(example, cwd));
    }
    return shown;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runExample({ name, live }: Example, cwd: string): Promise<Shown> {
  const backend = live ? 'live' : 'mock';
  const env = { VERTEX_TOKEN: 'a-token' };
  const planned = await plan([`${name}.yaml`], { backend, cwd, env, unset: (each) => each, set: {} });
  const { diagnostics } = planned;
  if (diagnostics.some(({ severity }) => severity === 'error')) return { cases: [], diagnostics };
  if (live !== undefined && live !== 'now') {
    return { diagnostics, cases: await Promise.all(planned.cases.map((each) => askLive(each, live))) };
  }
  const sent = new Map<string, { bodies: Json[]; answers: string[] }>();
  const cases: ShownCase[] = [];
  const on = (event: RunEvent) => {
    if (event.kind === 'case-end') cases.push(showCase(event.case, sent.get(event.case.id)));
  };
  await run(planned, {
    concurrency: 1,
    retries: 2,
    assertRetries: 0,
    signal: new AbortController().signal,
    reporters: [{ on }],
    facts: { version: '', startedAt: '', flags: {}, again: { command: '', idPrefix: '' } },
    redact: (text) => text,
    now,
    answerFrom: async (aCase, step, from) => {
      const { request } = step;
      const seen = sent.get(aCase.id) ?? { bodies: [], answers: [] };
      sent.set(aCase.id, seen);
      seen.bodies.push(request.kind === 'json' ? request.json : request.text);
      const mock = createMockFetch(aCase, step, from);
      const fetch: Fetch = async (input, init) => {
        const response = await mock.fetch(input, init);
        // An answer that breaks has no text to show.
        void response
          .clone()
          .text()
          .then(
            (text) => seen.answers.push(text),
            () => {},
          );
        return response;
      };
      return { ...mock, fetch };
    },
  });
  return { diagnostics, cases };
}

function showCase(
  ran: CaseRecord,
  { bodies, answers }: Pick<ShownCase, 'bodies' | 'answers'> = { bodies: [], answers: [] },
): ShownCase {
  const { id, verdict, findings, checks, layout, cause, reason } = ran;
  const why = cause ?? reason;
  return {
    id,
    verdict,
    findings,
    ...checks,
    bodies,
    answers,
    ...(why !== undefined && { why }),
    ...(layout !== undefined && { layout }),
  };
}

/** Judges what the mock answers as if a service had answered it, at times that are always the same. */
async function askLive(
  { case: aCase, checks: [prepared] }: Plan['cases'][number],
  { first, every }: LiveTimes,
): Promise<ShownCase> {
  const [step] = aCase.steps;
  if (!step || !prepared) throw new Error(`${aCase.id} has no step`);
  const limits = { ...step.timeouts, bodyBytes: 2 ** 20 };
  const { outcome, ...sent } = await rest(buildRequest(aCase, step), createMockFetch(aCase, step).fetch, limits);
  if (outcome.kind !== 'response') throw new Error(`${aCase.id} is not answered`);
  const reads = outcome.body.reads.map((read, index) => ({ ...read, at: first + index * every }));
  const response = { ...outcome, body: { ...outcome.body, reads } };
  const end = reads.at(-1)?.at ?? first;
  const exchange: Exchange = { ...sent, outcome: response, timings: { ...sent.timings, end } };
  const watch = startChecks({ case: aCase, step, prepared, backend: 'live', exchange, response, quirks: [], now });
  const request = step.request.kind === 'json' ? step.request.json : null;
  const { findings, checks } = watch.finish(readAnswer(response, { request, profile: aCase.profile }, watch.event));
  const failed = findings.some(({ severity }) => severity === 'error');
  return { id: aCase.id, verdict: failed ? 'failed' : 'passed', findings, ...checks, bodies: [request], answers: [] };
}
