import type { Case } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Finding } from './finding.ts';
import type { Backend } from './names.ts';

/** How many checks a case was asked, so that a report can say that a green case was not an empty one. */
export interface ChecksAsked {
  /** Rules and facets that were evaluated. */
  readonly asked: readonly string[];
  /** Facets of `expect` that do not apply to this case, with the reason. */
  readonly notApplicable: readonly { readonly check: string; readonly reason: string }[];
}

/** One try at a case's request: more than one only after a transport retry. */
export interface Attempt {
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
  /** The stream's layout in its counted form, for reports. */
  readonly layout?: string;
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

export interface Totals {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly undecided: number;
  readonly skipped: number;
}

/** What a reporter is told, in this order: one `start`, then `case-start` and `case-end` as they happen, one `end`. */
export type RunEvent =
  | { readonly kind: 'start'; readonly suite: string; readonly backend: Backend; readonly cases: number }
  | { readonly kind: 'case-start'; readonly case: Case }
  /** In the order of the suite, whatever order the answers came in. `last`: no case of its scenario comes after it. */
  | { readonly kind: 'case-end'; readonly result: CaseResult; readonly last: boolean }
  | { readonly kind: 'end'; readonly totals: Totals; readonly ms: number; readonly interrupted: boolean };

/** Follows a run. `on` must not throw for any event; what it writes goes through the `write` it was made with. */
export interface Reporter {
  on(event: RunEvent): void;
}
