import type { Case } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Finding } from './finding.ts';
import type { CaseRecord } from './record.ts';

/** How many checks a case was asked, so that a report can say that a green case was not an empty one. */
export interface ChecksAsked {
  /** Rules and facets that were evaluated. */
  readonly asked: readonly string[];
  /** Facets of `expect` that do not apply to this case, with the reason. */
  readonly notApplicable: readonly { readonly check: string; readonly reason: string }[];
}

/** One try at a case's request: more than one only after a transport retry. */
export interface Attempt {
  /** Of which step, in a scenario with steps. */
  readonly step?: string;
  /** HTTP status, or the reason there is none. */
  readonly result: number | string;
  readonly ms: number;
}

interface CaseOutcome {
  readonly case: Case;
  /** Milliseconds from the first attempt to the verdict. */
  readonly ms: number;
  readonly attempts: readonly Attempt[];
  readonly checks: ChecksAsked;
  /** Of every severity; a `passed` case may have warnings. */
  readonly findings: readonly Finding[];
  /** Was the answer made by the mock backend from the request alone? */
  readonly synthetic: boolean;
  /** The layout of the last stream in its counted form, for reports. */
  readonly layout?: string;
  /** Steps that were not sent, because an earlier one was not answered well. */
  readonly unsent: readonly { readonly step: string; readonly reason: string }[];
  /** What was found when the case ran before, and failed (`--assert-retries`). */
  readonly failedBefore: readonly (readonly Finding[])[];
}

/** What became of a case. */
export type CaseResult =
  | (CaseOutcome & { readonly verdict: 'passed' })
  /** The findings of severity error say why. */
  | (CaseOutcome & { readonly verdict: 'failed'; readonly exchange: Exchange })
  /** The service could not be asked; `cause` says why in plain words. */
  | (CaseOutcome & { readonly verdict: 'undecided'; readonly cause: string; readonly exchange?: Exchange })
  | (CaseOutcome & { readonly verdict: 'skipped'; readonly reason: string; readonly by: 'author' | 'run' });

export type Verdict = CaseResult['verdict'];

/** A case that is finished, with what went over the wire for it. */
export interface FinishedCase {
  readonly record: CaseRecord;
  readonly result: CaseResult;
  /** The last exchange of each step, of every time the case ran; in the order in which they were sent. */
  readonly exchanges: readonly StepExchange[];
}

/** An exchange, and what it was for. */
export interface StepExchange {
  /** Which time the case ran, from 1: more than one only after `--assert-retries`. */
  readonly time: number;
  /** In a scenario with steps. */
  readonly step?: string;
  readonly exchange: Exchange;
}

/** `flaky`: it passed, but only because cases that failed ran again. */
export type GroupVerdict = Verdict | 'flaky';
