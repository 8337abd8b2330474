import type { Case } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Finding } from './finding.ts';
import type { Backend } from './names.ts';
import type { Place } from './place.ts';
import type { Quirk } from './suite.ts';

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

/** What became of a group: the unit that passes or fails. */
export interface GroupResult {
  /** The id of its cases without `#n`. */
  readonly id: string;
  readonly verdict: GroupVerdict;
  /** How many of its cases must pass. */
  readonly pass: number;
  readonly cases: readonly CaseResult[];
}

/** `cases` counts cases, everything else groups. */
export interface Totals {
  readonly cases: number;
  readonly groups: number;
  readonly passed: number;
  readonly flaky: number;
  readonly failed: number;
  readonly undecided: number;
  readonly skipped: number;
}

/**
 * What a reporter is told, in this order: one `start`, then `case-start`, `case-end` and `group-end` as they happen, one
 * `end`. Cases and groups end in the order of the suite, whatever order the answers came in.
 */
export type RunEvent =
  | { readonly kind: 'start'; readonly suite: string; readonly backend: Backend; readonly cases: number }
  | { readonly kind: 'case-start'; readonly case: Case }
  | { readonly kind: 'case-end'; readonly result: CaseResult }
  /** After the last of its cases. `last`: no group of its scenario comes after it. */
  | { readonly kind: 'group-end'; readonly group: GroupResult; readonly last: boolean }
  | {
      readonly kind: 'end';
      readonly totals: Totals;
      readonly ms: number;
      readonly interrupted: boolean;
      /** Quirks that no longer happen, though everything they speak of has run. */
      readonly fixed: readonly { readonly quirk: Quirk; readonly place: Place }[];
    };

/** Follows a run. `on` must not throw for any event; what it writes goes through the `write` it was made with. */
export interface Reporter {
  on(event: RunEvent): void;
}
