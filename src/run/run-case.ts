import type { PreparedChecks } from '../checks/start-checks.ts';
import type { Case, Step } from '../model/case.ts';
import type { Judged } from '../model/check.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { Attempt, CaseResult, StepExchange } from '../model/run.ts';
import { type Judging, runStep, type StepResult } from './run-step.ts';
import type { Answering } from './send.ts';

/** A case with the checks of its steps compiled. */
export interface PlannedCase {
  readonly case: Case;
  /** One for each step. */
  readonly checks: readonly PreparedChecks[];
  /** Compiles the checks of a step that was completed only now. */
  readonly prepare: (step: Step) => Promise<PreparedChecks>;
}

export interface CaseRunOptions extends Judging {
  /** How often a case that failed runs again (`--assert-retries`). */
  readonly assertRetries: number;
  /** Who answers a step; `from`: how many HTTP attempts at it there have been. */
  readonly answerFrom: (aCase: Case, step: Step, from: number) => Promise<Answering>;
}

/** The steps of a case, one after the other, until one is not answered well; and all of them again where it failed. */
export async function runCase(
  planned: PlannedCase,
  options: CaseRunOptions,
): Promise<{ readonly result: CaseResult; readonly exchanges: readonly StepExchange[]; readonly judged?: Judged }> {
  const { case: aCase } = planned;
  if (aCase.skip !== undefined) return { result: notRun(aCase, aCase.skip, 'author'), exchanges: [] };
  if (options.signal.aborted) return { result: notRun(aCase, 'interrupted before it began', 'run'), exchanges: [] };
  const start = performance.now();
  const sent = new Map<Step['path'], number>();
  const failedBefore: (readonly Finding[])[] = [];
  const exchanges: StepExchange[] = [];
  for (;;) {
    const time = failedBefore.length + 1;
    const { result, judged } = await runSteps(planned, options, sent, (step, exchange) =>
      exchanges.push({ time, ...(step !== undefined && { step }), exchange }),
    );
    if (result.verdict === 'failed' && failedBefore.length < options.assertRetries && !options.signal.aborted) {
      failedBefore.push(result.findings);
      continue;
    }
    return { result: { ...result, ms: performance.now() - start, failedBefore }, exchanges, ...(judged && { judged }) };
  }
}

async function runSteps(
  { case: aCase, checks, prepare }: PlannedCase,
  options: CaseRunOptions,
  sent: Map<Step['path'], number>,
  exchanged: (step: string | undefined, exchange: Exchange) => void,
): Promise<{ readonly result: CaseResult; readonly judged?: Judged }> {
  const answers: Record<string, JsonObject> = {};
  const done: StepResult[] = [];
  let synthetic = false;
  let before: Exchange | undefined;
  for (const [index, planned] of aCase.steps.entries()) {
    const ready = await complete(planned, checks[index], answers, prepare);
    if ('wrong' in ready) {
      if (!before) throw new Error(`${aCase.id} waits for an answer before its first step`);
      return { result: cannotBeSent(ready.wrong, before, index) };
    }
    const { step, prepared } = ready;
    const answering = await options.answerFrom(aCase, step, sent.get(planned.path) ?? 0);
    synthetic ||= answering.synthetic;
    const ran = await runStep(aCase, step, prepared, answering, options);
    sent.set(planned.path, (sent.get(planned.path) ?? 0) + ran.attempts.length);
    done.push(ran);
    exchanged(step.id, ran.exchange);
    before = ran.exchange;
    if (ran.verdict !== 'passed') return stopped(ran, index);
    if (step.id !== undefined) answers[step.id] = ran.answer;
  }
  const last = done.at(-1);
  if (!last) throw new Error(`${aCase.id} has no step`);
  const judged = last.verdict === 'passed' ? last.judged : undefined;
  return { result: { ...told(done.length - 1), verdict: 'passed' }, ...(judged && { judged }) };

  /** What is told of all steps up to this one. */
  function told(index: number) {
    const named = (findings: readonly Finding[], step: Step | undefined) =>
      step?.id === undefined ? findings : findings.map((finding) => ({ ...finding, step: step.id as string }));
    const layout = done.findLast((each) => each.layout !== undefined)?.layout;
    const attempts: Attempt[] = done.flatMap((each) => each.attempts);
    return {
      case: aCase,
      ms: 0,
      attempts,
      checks: {
        asked: done.flatMap((each) => each.checks.asked),
        notApplicable: done.flatMap((each) => each.checks.notApplicable),
      },
      findings: done.flatMap((each, at) => named(each.findings, aCase.steps[at])),
      synthetic,
      ...(layout !== undefined && { layout }),
      unsent: aCase.steps.slice(index + 1).map(({ id = '' }) => ({
        step: id,
        reason: `step ${aCase.steps[index]?.id ?? ''} was not answered well`,
      })),
      failedBefore: [],
    };
  }

  function stopped(ran: StepResult, index: number): { readonly result: CaseResult; readonly judged?: Judged } {
    const { exchange } = ran;
    switch (ran.verdict) {
      case 'skipped':
        return { result: { ...told(index), verdict: 'skipped', reason: ran.reason, by: 'run' } };
      case 'undecided':
        return { result: { ...told(index), verdict: 'undecided', cause: ran.cause, exchange } };
      case 'failed':
      case 'passed':
        return { result: { ...told(index), verdict: 'failed', exchange }, judged: ran.judged };
    }
  }

  /** A step that the answers before it leave without what it needs. */
  function cannotBeSent(wrong: readonly Diagnostic[], exchange: Exchange, index: number): CaseResult {
    const base = told(index);
    const step = aCase.steps[index]?.id;
    const findings = wrong.map(
      ({ message, help, place }): Finding => ({
        check: 'steps',
        ...(step !== undefined && { step }),
        severity: 'error',
        message: `the step cannot be sent: ${message}`,
        ...(help !== undefined && { expected: help }),
        place: place ?? aCase.locate(aCase.steps[index]?.path ?? []),
      }),
    );
    return { ...base, findings: [...base.findings, ...findings], verdict: 'failed', exchange };
  }
}

type Ready = { readonly step: Step; readonly prepared: PreparedChecks } | { readonly wrong: readonly Diagnostic[] };

async function complete(
  planned: Step,
  prepared: PreparedChecks | undefined,
  answers: JsonObject,
  prepare: PlannedCase['prepare'],
): Promise<Ready> {
  if (!planned.complete) {
    if (!prepared) throw new Error('a step has no checks');
    return { step: planned, prepared };
  }
  const completed = planned.complete(answers);
  if ('wrong' in completed) return completed;
  const again = await prepare(completed.step);
  return again.diagnostics.length > 0 ? { wrong: again.diagnostics } : { step: completed.step, prepared: again };
}

/** A case that was not sent at all. */
export function notRun(aCase: Case, reason: string, by: 'author' | 'run'): CaseResult {
  return { ...nothing(aCase), verdict: 'skipped', reason, by };
}

/** A case that we crashed on. */
export function crashed(aCase: Case, error: unknown): CaseResult {
  const cause = `vertex-scenarios crashed on it: ${error instanceof Error ? error.message : String(error)}`;
  return { ...nothing(aCase), verdict: 'undecided', cause };
}

function nothing(aCase: Case) {
  const checks = { asked: [], notApplicable: [] };
  return { case: aCase, ms: 0, attempts: [], checks, findings: [], synthetic: false, unsent: [], failedBefore: [] };
}
