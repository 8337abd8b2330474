/** The line, top to bottom: files → scenarios → cases → requests → answers → verdicts. Every stage is called here. */
import { basename } from 'node:path';
import { readAnswer } from './answers/read-answer.ts';
import type { CaseOptions } from './cases/case-options.ts';
import { planCases } from './cases/plan-cases.ts';
import { neverApplies } from './checks/never-applies.ts';
import { type PreparedChecks, prepareChecks, startChecks } from './checks/start-checks.ts';
import { suiteSchemas } from './checks/suite-schemas.ts';
import { judgeOutcome } from './checks/verdict.ts';
import { createFileReader } from './expressions/read-suite-file.ts';
import { append } from './lib/append.ts';
import { inOrder } from './lib/in-order.ts';
import { uniqueDiagnostics } from './lib/unique-diagnostics.ts';
import type { Answer } from './model/answer.ts';
import type { Case, Step } from './model/case.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Exchange, Fetch, Limits, Transport, WireRequest } from './model/exchange.ts';
import type { TransportName } from './model/names.ts';
import type { Attempt, CaseResult, Reporter, Totals, Verdict } from './model/run.ts';
import type { Suite } from './model/suite.ts';
import { buildRequest } from './requests/build-request.ts';
import { loadEvaluatedCheck } from './scenarios/file-checks.ts';
import { loadSuite } from './scenarios/load-suite.ts';
import { printLayout } from './wire/layout.ts';

/** What is to be run, complete: every diagnostic is known before anything is sent. */
export interface Plan {
  readonly suite?: Suite;
  readonly cases: readonly PlannedCase[];
  readonly diagnostics: readonly Diagnostic[];
  /** Scenarios that `--model` does not change. */
  readonly unaffected: readonly string[];
}

interface PlannedCase {
  readonly case: Case;
  readonly checks: readonly PreparedChecks[];
}

export interface RunOptions {
  /** Cases in flight at once. */
  readonly concurrency: number;
  /** Transport retries of one request. */
  readonly retries: number;
  readonly reporters: readonly Reporter[];
  /** Aborted by ^C: what is in flight is given up, what has not begun is skipped. */
  readonly signal: AbortSignal;
}

/** Bytes of a body that are kept (`format.md` section 13). */
const bodyLimit = 64 * 1024 * 1024;

/** Files → scenarios → cases, with the checks of each compiled. */
export async function plan(
  targets: readonly string[],
  options: Omit<CaseOptions, 'picks' | 'checkEvaluated'> & { readonly cwd: string },
): Promise<Plan> {
  const { suite, picks, diagnostics: inFiles } = await loadSuite(targets, options);
  if (!suite?.scenarios.length) return { cases: [], diagnostics: inFiles, unaffected: [] };
  const {
    cases,
    scenarios,
    diagnostics: inCases,
    unaffected,
  } = planCases(suite, { ...options, picks, checkEvaluated: await loadEvaluatedCheck() });
  const inChecks: Diagnostic[] = scenarios.flatMap(neverApplies);
  const planned: PlannedCase[] = [];
  const readFile = createFileReader(suite.root);
  for (const aCase of cases) {
    const checks: PreparedChecks[] = [];
    for (const step of aCase.steps) {
      const loadSchema = suiteSchemas(readFile, suite.root, aCase.scenario.source.file);
      const prepared = await prepareChecks(aCase, step, loadSchema);
      append(inChecks, prepared.diagnostics);
      checks.push(prepared);
    }
    planned.push({ case: aCase, checks });
  }
  return { suite, cases: planned, diagnostics: [...inFiles, ...inCases, ...uniqueDiagnostics(inChecks)], unaffected };
}

/**
 * Cases → requests → answers → verdicts. Reporters are told in the order of the suite. Throws for a crash of ours, once
 * all of it has been told.
 */
export async function run({ suite, cases }: Plan, options: RunOptions): Promise<Totals> {
  const { reporters, concurrency, signal } = options;
  const tell: Reporter['on'] = (event) => {
    for (const reporter of reporters) reporter.on(event);
  };
  const start = performance.now();
  const totals: Record<Verdict, number> = { passed: 0, failed: 0, undecided: 0, skipped: 0 };
  tell({
    kind: 'start',
    suite: suite?.file.title ?? basename(suite?.root ?? ''),
    backend: 'mock',
    cases: cases.length,
  });
  let crash: { readonly error: unknown } | undefined;
  const results = inOrder(cases, concurrency, async (planned) => {
    if (planned.case.skip === undefined && !signal.aborted) tell({ kind: 'case-start', case: planned.case });
    try {
      return await runCase(planned, options);
    } catch (error) {
      // A bug of ours in one case must not take the results of the others with it.
      crash ??= { error };
      return crashed(planned.case, error);
    }
  });
  let ended = 0;
  for await (const result of results) {
    totals[result.verdict] += 1;
    ended += 1;
    const last = cases[ended]?.case.scenario !== result.case.scenario;
    tell({ kind: 'case-end', result, last });
  }
  const sums: Totals = { cases: cases.length, ...totals };
  tell({ kind: 'end', totals: sums, ms: performance.now() - start, interrupted: signal.aborted });
  if (crash) throw crash.error;
  return sums;
}

async function runCase({ case: aCase, checks }: PlannedCase, options: RunOptions): Promise<CaseResult> {
  const [step] = aCase.steps;
  const [prepared] = checks;
  if (aCase.skip !== undefined) return skipped(aCase, aCase.skip, 'author');
  if (options.signal.aborted) return skipped(aCase, 'interrupted before it began', 'run');
  if (!step || !prepared) throw new Error(`${aCase.id} has no step`);
  const start = performance.now();
  const request = buildRequest(aCase, step);
  const { fetch, synthetic, replies } = await answerFrom(aCase, step);
  const { exchange, attempts } = await send(aCase, step, request, fetch, replies, options);
  const base = { case: aCase, attempts, synthetic };
  const outcome = judgeOutcome(exchange, step.expect);
  if (outcome.kind === 'skipped') return skipped(aCase, outcome.reason, 'run');
  if (outcome.kind === 'undecided' || exchange.outcome.kind !== 'response') {
    const cause = outcome.kind === 'undecided' ? outcome.cause : 'no answer came';
    return { ...base, ...nothingAsked, ms: performance.now() - start, verdict: 'undecided', cause, exchange };
  }
  const watch = startChecks({ case: aCase, step, prepared, backend: 'mock', exchange, response: exchange.outcome });
  const asked = { request: request.json ?? null, profile: aCase.profile };
  const answer = readAnswer(exchange.outcome, asked, watch.event);
  const { findings, checks: judged } = watch.finish(answer);
  const told = { ...base, checks: judged, findings, ms: performance.now() - start, ...layoutOf(answer) };
  if (judged.asked.length === 0) {
    const cause = 'no check was asked: all rules that apply are off, and nothing is expected';
    return { ...told, verdict: 'undecided', cause, exchange };
  }
  return findings.some(({ severity }) => severity === 'error')
    ? { ...told, verdict: 'failed', exchange }
    : { ...told, verdict: 'passed' };
}

/** Who answers on the mock backend. MSW is loaded with the first case that is sent. */
async function answerFrom(aCase: Case, step: Step) {
  const { createMockFetch } = await import('./mock/create-mock-fetch.ts');
  return createMockFetch(aCase, step);
}

/** One request, and again after a 429, a 503 or a broken connection; on mocks only where they have another reply. */
async function send(
  aCase: Case,
  step: Step,
  request: WireRequest,
  fetch: Fetch,
  replies: number,
  { retries, signal }: RunOptions,
): Promise<{ exchange: Exchange; attempts: Attempt[] }> {
  const transport = await transports[aCase.transport]();
  const limits: Limits = { ...aCase.timeouts, bodyBytes: bodyLimit };
  const attempts: Attempt[] = [];
  for (;;) {
    const exchange = await transport(request, fetch, limits, signal);
    const { outcome, timings } = exchange;
    const result = outcome.kind === 'response' ? outcome.status : outcome.message;
    attempts.push({ result, ms: timings.end });
    const another = attempts.length <= retries && attempts.length < replies && !signal.aborted;
    if (!another || !judgeOutcome(exchange, step.expect).retry) return { exchange, attempts };
  }
}

const transports: { readonly [name in TransportName]: () => Promise<Transport> } = {
  rest: async () => (await import('./transports/rest.ts')).rest,
  sdk: async () => (await import('./transports/sdk.ts')).sdk,
};

const nothingAsked = { checks: { asked: [], notApplicable: [] }, findings: [] } as const;

function crashed(aCase: Case, error: unknown): CaseResult {
  const cause = `vertex-scenarios crashed on it: ${error instanceof Error ? error.message : String(error)}`;
  return { case: aCase, ms: 0, attempts: [], ...nothingAsked, synthetic: false, verdict: 'undecided', cause };
}

function skipped(aCase: Case, reason: string, by: 'author' | 'run'): CaseResult {
  return { case: aCase, ms: 0, attempts: [], ...nothingAsked, synthetic: false, verdict: 'skipped', reason, by };
}

function layoutOf({ stream }: Answer): { layout?: string } {
  return stream ? { layout: printLayout(stream.layout, 'counted') } : {};
}
