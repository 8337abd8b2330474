import type { RegisteredQuirk } from '../checks/excuse-known.ts';
import type { PreparedChecks } from '../checks/start-checks.ts';
import { judgeOutcome } from '../checks/verdict.ts';
import type { Answer } from '../model/answer.ts';
import type { Case, Step } from '../model/case.ts';
import type { Judged } from '../model/check.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { Backend } from '../model/names.ts';
import type { Attempt, ChecksAsked } from '../model/run.ts';
import { printLayout } from '../wire/layout.ts';
import { judgeExchange } from './judge-exchange.ts';
import { type Answering, send } from './send.ts';
import { stepAnswer } from './step-answer.ts';

/** What a step is judged by, beside its own checks. */
export interface Judging {
  readonly backend: Backend;
  readonly retries: number;
  readonly signal: AbortSignal;
  readonly quirks: readonly RegisteredQuirk[];
  readonly now: () => Date;
  /** With `parity`: what the checks made of the twin's answer, once it has one. */
  readonly twin?: Promise<Judged | undefined>;
}

/** What became of a step. */
export type StepResult = {
  readonly attempts: readonly Attempt[];
  readonly checks: ChecksAsked;
  readonly findings: readonly Finding[];
  readonly exchange: Exchange;
  readonly layout?: string;
} & (
  | { readonly verdict: 'passed'; readonly judged: Judged /** For later steps. */; readonly answer: JsonObject }
  | { readonly verdict: 'failed'; readonly judged: Judged }
  | { readonly verdict: 'undecided'; readonly cause: string }
  | { readonly verdict: 'skipped'; readonly reason: string }
);

/** Sends a step and judges what comes back. */
export async function runStep(
  aCase: Case,
  step: Step,
  prepared: PreparedChecks,
  answering: Answering,
  judging: Judging,
): Promise<StepResult> {
  const { exchange, attempts } = await send(aCase, step, answering, judging);
  const outcome = judgeOutcome(exchange, step.expect);
  const unasked = { attempts, exchange, checks: { asked: [], notApplicable: [] }, findings: [] };
  if (outcome.kind === 'skipped') return { ...unasked, verdict: 'skipped', reason: outcome.reason };
  if (outcome.kind === 'undecided' || exchange.outcome.kind !== 'response') {
    const cause = outcome.kind === 'undecided' ? outcome.cause : 'no answer came';
    return { ...unasked, verdict: 'undecided', cause };
  }
  const { findings, checks, judged, answer } = judgeExchange(
    { case: aCase, step, prepared },
    { exchange, response: exchange.outcome },
    { ...judging, twin: await judging.twin },
  );
  const told = { attempts, exchange, checks, findings, ...layoutOf(answer) };
  if (checks.asked.length === 0) {
    const cause = 'no check was asked: all rules that apply are off, and nothing is expected';
    return { ...told, verdict: 'undecided', cause };
  }
  return findings.some(({ severity }) => severity === 'error')
    ? { ...told, verdict: 'failed', judged }
    : {
        ...told,
        verdict: 'passed',
        judged,
        answer: step.id === undefined ? {} : stepAnswer(step, exchange.outcome, answer),
      };
}

function layoutOf({ stream }: Answer): { layout?: string } {
  return stream ? { layout: printLayout(stream.layout, 'counted') } : {};
}
