import { readAnswer } from '../answers/read-answer.ts';
import type { RegisteredQuirk } from '../checks/excuse-known.ts';
import { type PreparedChecks, startChecks } from '../checks/start-checks.ts';
import type { Answer } from '../model/answer.ts';
import type { Case, Step } from '../model/case.ts';
import type { Judged } from '../model/check.ts';
import type { Exchange, ResponseOutcome } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { Backend } from '../model/names.ts';
import type { ChecksAsked } from '../model/run.ts';

/** What the checks made of an answer, and what it means. */
export interface JudgedExchange {
  readonly findings: readonly Finding[];
  readonly checks: ChecksAsked;
  readonly judged: Judged;
  readonly answer: Answer;
}

/** Reads an answer, and asks all checks about it while it is read. */
export function judgeExchange(
  asked: { readonly case: Case; readonly step: Step; readonly prepared: PreparedChecks },
  came: { readonly exchange: Exchange; readonly response: ResponseOutcome },
  {
    backend,
    quirks,
    now,
    twin,
  }: {
    readonly backend: Backend;
    readonly quirks: readonly RegisteredQuirk[];
    readonly now: () => Date;
    readonly twin?: Judged | undefined;
  },
): JudgedExchange {
  const watch = startChecks({ ...asked, ...came, backend, quirks, now, ...(twin && { twin }) });
  const { request } = asked.step;
  const answer = readAnswer(
    came.response,
    { request: request.kind === 'json' ? request.json : null, profile: asked.case.profile },
    watch.event,
  );
  return { ...watch.finish(answer), answer };
}
