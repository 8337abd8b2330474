/** The line, top to bottom: files → scenarios → cases → requests → answers → verdicts. Every stage is called here. */
import { basename, resolve } from 'node:path';
import type { CaseOptions } from './cases/case-options.ts';
import { planCases } from './cases/plan-cases.ts';
import { neverApplies } from './checks/never-applies.ts';
import { type PreparedChecks, prepareChecks } from './checks/start-checks.ts';
import { suiteSchemas } from './checks/suite-schemas.ts';
import { createFileReader, suiteFile } from './expressions/read-suite-file.ts';
import { append } from './lib/append.ts';
import { inOrder } from './lib/in-order.ts';
import type { Redactor } from './lib/redact.ts';
import { redactAll } from './lib/redact-all.ts';
import { uniqueDiagnostics } from './lib/unique-diagnostics.ts';
import { checkMatch } from './mock/check-match.ts';
import { asksForRecording, repliesOf, replyAt } from './mock/replies.ts';
import type { Case, Step } from './model/case.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Send } from './model/exchange.ts';
import type { Json, JsonObject } from './model/json.ts';
import type { Backend } from './model/names.ts';
import type { CaseRecord } from './model/record.ts';
import type { CaseResult, FinishedCase, StepExchange } from './model/run.ts';
import type { Reporter, RunFacts, Totals } from './model/run-event.ts';
import type { StoredExchange } from './model/stored-exchange.ts';
import type { Suite } from './model/suite.ts';
import { createBail } from './run/bail.ts';
import { caseRecord } from './run/case-record.ts';
import { fixedQuirks, type QuirkState, registeredQuirks, watchQuirks } from './run/quirk-watch.ts';
import { type CaseRunOptions, crashed, notRun, type PlannedCase, runCase } from './run/run-case.ts';
import { createSuiteFiles, type SuiteFiles } from './run/suite-files.ts';
import { tellCases } from './run/tell-cases.ts';
import { createTwins } from './run/twins.ts';
import { loadEvaluatedCheck } from './scenarios/file-checks.ts';
import { loadSuite } from './scenarios/load-suite.ts';

/** What is to be run, complete: every diagnostic is known before anything is sent. */
export interface Plan {
  readonly backend: Backend;
  readonly suite?: Suite;
  readonly cases: readonly PlannedCase[];
  readonly diagnostics: readonly Diagnostic[];
  /** Scenarios that `--model` does not change. */
  readonly unaffected: readonly string[];
  /** What the checks took from other files of the suite, by path. */
  readonly read: JsonObject;
  /** Are these all cases of the suite? Then something can be said about the suite as a whole. */
  readonly isWhole: boolean;
  /** Which files the scenarios are made of. Absent where there is no suite. */
  readonly files?: SuiteFiles;
}

export interface RunOptions {
  /** Cases in flight at once. */
  readonly concurrency: number;
  /** Transport retries of one request. */
  readonly retries: number;
  /** How often a case that failed runs again; a group that then passes is flaky. */
  readonly assertRetries: number;
  /** After how many failed groups no other case is begun; never where not set. */
  readonly bail?: number;
  readonly reporters: readonly Reporter[];
  /** What reporters are told of the run as a whole. */
  readonly facts: RunFacts;
  /** All that reporters are told, and all that is kept, goes through it. */
  readonly redact: Redactor;
  /** What was kept of the exchanges of a case that is finished; nothing where it is not set. */
  readonly exchangesOf?: (record: CaseRecord) => readonly StoredExchange[] | undefined;
  /** Aborted by ^C: what is in flight is given up, what has not begun is skipped. */
  readonly signal: AbortSignal;
  /** Who answers; the mocks of the scenarios where it is not set. */
  readonly answerFrom?: CaseRunOptions['answerFrom'];
  /** Answers for mocks that say `recording: true`. */
  readonly recorded?: (aCase: Case, step: Step) => Send;
  /** Told of a case the moment it is finished, in whatever order the answers come in. Must not throw. */
  readonly onFinished?: (finished: FinishedCase) => void;
  /** What became of a case in the run that this one goes on with: it is told, and not sent again. */
  readonly measured?: (aCase: Case) => CaseResult | undefined;
  /** Told how such a case is told. */
  readonly onMeasured?: (record: CaseRecord) => void;
  /** Told before the end what its cases say about each quirk: of a shard that is a part of it. */
  readonly onQuirks?: (states: readonly QuirkState[]) => void;
  /** The clock by which quirks expire. */
  readonly now?: () => Date;
}

/** Files → scenarios → cases, with the checks of each compiled. */
export async function plan(
  targets: readonly string[],
  options: Omit<CaseOptions, 'picks' | 'checkEvaluated'> & { readonly cwd: string },
): Promise<Plan> {
  const { backend } = options;
  const { suite, picks, diagnostics: inFiles } = await loadSuite(targets, options);
  if (!suite?.scenarios.length)
    return { backend, cases: [], diagnostics: inFiles, unaffected: [], read: {}, isWhole: false };
  const {
    cases,
    scenarios,
    diagnostics: inCases,
    unaffected,
    reads,
  } = planCases(suite, { ...options, picks, checkEvaluated: await loadEvaluatedCheck() });
  const inChecks: Diagnostic[] = scenarios.flatMap(neverApplies);
  const planned: PlannedCase[] = [];
  const read: Record<string, Json> = {};
  const reader = createFileReader(suite.root);
  for (const aCase of cases) {
    const inScenario = reads.get(aCase.scenario.id);
    const readFile: typeof reader = (as, path, pointer, from) => {
      inScenario?.add(suiteFile(suite.root, path, from));
      const found = reader(as, path, pointer, from);
      if ('value' in found) read[path] = found.value;
      return found;
    };
    const loadSchema = suiteSchemas(readFile, suite.root, aCase.scenario.source.file);
    const prepare = (step: Step) => prepareChecks(aCase, step, loadSchema);
    const checks: PreparedChecks[] = [];
    for (const step of aCase.steps) {
      const prepared = await prepare(step);
      append(inChecks, prepared.diagnostics);
      if (step.mock !== undefined) append(inChecks, await checkMatch(aCase, step, loadSchema));
      checks.push(prepared);
    }
    planned.push({ case: aCase, checks, prepare });
  }
  const all = scenarios.reduce((sum, ofScenario) => sum + ofScenario.length, 0);
  const isWhole = targets.every((target) => resolve(options.cwd, target) === suite.root) && cases.length === all;
  const diagnostics = [...inFiles, ...inCases, ...uniqueDiagnostics(inChecks)];
  const files = createSuiteFiles({ suite, backend, cases: planned, reads });
  return { backend, suite, cases: planned, diagnostics, unaffected, read, isWhole, files };
}

/**
 * Cases → requests → answers → verdicts. Reporters are told in the order of the suite. Throws for a crash of ours, once
 * all of it has been told.
 */
export async function run({ backend, suite, cases, isWhole }: Plan, options: RunOptions): Promise<Totals> {
  const { reporters, concurrency, signal, answerFrom = mocks(options.recorded), now = () => new Date() } = options;
  const { redact, facts, exchangesOf } = options;
  const tell: Reporter['on'] = (event) => {
    for (const reporter of reporters) reporter.on(event);
  };
  const start = performance.now();
  const about = { suite: suite ? titleOf(suite) : '', ...facts };
  tell({ kind: 'start', backend, cases: cases.length, ...redactAll(about, redact) });
  const quirks = backend === 'mock' || !suite ? [] : registeredQuirks(suite);
  const watch = watchQuirks(quirks);
  const twins = createTwins(cases);
  const finish = (result: CaseResult, exchanges: readonly StepExchange[]) => {
    const record = caseRecord(result, backend, redact);
    watch.add(result);
    options.onFinished?.({ record, result, exchanges });
    return record;
  };
  const bail = createBail(cases, options.bail);
  let crash: { readonly error: unknown } | undefined;
  const records = inOrder(cases, concurrency, async (planned) => {
    const aCase = planned.case;
    const { answered, twin } = twins.of(aCase);
    const before = options.measured?.(aCase);
    if (before) {
      answered(undefined);
      watch.add(before);
      bail.ended(before);
      const record = caseRecord(before, backend, redact);
      options.onMeasured?.(record);
      return record;
    }
    const reason = bail.reason();
    if (reason !== undefined && aCase.skip === undefined) {
      answered(undefined);
      return finish(notRun(aCase, reason, 'run'), []);
    }
    if (aCase.skip === undefined && !signal.aborted) tell({ kind: 'case-start', id: redact(aCase.id) });
    try {
      const { result, exchanges, judged } = await runCase(planned, {
        ...{ ...options, answerFrom, backend, quirks, now },
        ...(twin && { twin }),
      });
      answered(judged);
      bail.ended(result);
      return finish(result, exchanges);
    } catch (error) {
      // A bug of ours in one case must not take the results of the others with it.
      crash ??= { error };
      return finish(crashed(aCase, error), []);
    } finally {
      answered(undefined);
    }
  });
  const order = cases.map(({ case: { group, scenario } }) => ({ group: group.id, scenario: scenario.id }));
  const telling = tellCases(tell, order);
  for await (const record of records) telling.ended(record, () => exchangesOf?.(record));
  const { totals, stopped } = telling.sum();
  const states = redactAll(watch.states(), redact);
  options.onQuirks?.(states);
  const fixed = isWhole ? fixedQuirks(states) : [];
  const durationMs = Math.round(performance.now() - start);
  const ended = signal.aborted ? 'interrupted' : 'complete';
  tell({ kind: 'end', totals, durationMs, ended, stopped, missing: [], fixed });
  if (crash) throw crash.error;
  return totals;
}

/** What people call the suite: its title, or its folder. */
export function titleOf({ file, root }: Suite): string {
  return file.title ?? basename(root);
}

/** MSW is loaded with the first case that is sent. */
function mocks(recorded: RunOptions['recorded']): CaseRunOptions['answerFrom'] {
  let loaded: Promise<typeof import('./mock/create-mock-fetch.ts')> | undefined;
  return async (aCase, step, from) => {
    // Asked for by every request: an import that was made before still costs a resolution.
    loaded ??= import('./mock/create-mock-fetch.ts');
    const { createMockFetch } = await loaded;
    const mock = createMockFetch(aCase, step, from);
    if (!recorded || !asksForRecording(step.mock)) return mock;
    const replies = repliesOf(step.mock ?? {}, aCase.repeat);
    let attempt = from;
    const fetch: Send = (url, init) => {
      const isRecorded = replyAt(replies, attempt)['recording'] === true;
      const send = isRecorded ? recorded(aCase, step) : createMockFetch(aCase, step, attempt).fetch;
      attempt += 1;
      return send(url, init);
    };
    return { ...mock, fetch };
  };
}
