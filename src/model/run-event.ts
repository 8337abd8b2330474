import type { Backend } from './names.ts';
import type { Place } from './place.ts';
import type { CaseRecord, GroupRecord } from './record.ts';
import type { StoredExchange } from './stored-exchange.ts';
import type { Quirk } from './suite.ts';

/** What whoever starts a run says about it. */
export interface RunFacts {
  /** Version of this tool. */
  readonly version: string;
  /** ISO 8601, UTC; of a run that goes on with another one, when that one began. */
  readonly startedAt: string;
  /** Flags that fill in, as they were typed. */
  readonly flags: { readonly [name: string]: string | boolean | readonly string[] };
  readonly again: Again;
}

/** How to run something again. */
export interface Again {
  /** The command that was typed, without the cases it selected: `npx vertex-scenarios run --model x`. */
  readonly command: string;
  /** What stands before an id so that it is found from the working directory: `my-suite/`, or nothing. */
  readonly idPrefix: string;
}

/** What a report needs to know before the first case. */
export interface RunStart extends RunFacts {
  readonly kind: 'start';
  /** The suite's title, or its folder where it has none. */
  readonly suite: string;
  readonly backend: Backend;
  /** How many were selected. */
  readonly cases: number;
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

/** A quirk that no longer happens, though everything it speaks of has run; and where it stands. */
export interface FixedQuirk {
  readonly quirk: Quirk;
  readonly place: Place;
}

/** How a run ended: a person stopped it; or cases have no result, since it was killed or a part of it is not there. */
export type RunEnding = 'complete' | 'interrupted' | 'incomplete';

export interface RunEnd {
  readonly kind: 'end';
  /** Of the cases that were told. */
  readonly totals: Totals;
  /** Absent where the run was killed. */
  readonly durationMs?: number;
  readonly ended: RunEnding;
  /** How many cases the run itself skipped: it was stopped, or a budget was spent. */
  readonly stopped: number;
  /** Ids of selected cases that have no result: only of a run that is `incomplete`. */
  readonly missing: readonly string[];
  readonly fixed: readonly FixedQuirk[];
}

/**
 * What a reporter is told, in this order: one `start`, then `case-start`, `case-end` and `group-end` as they happen, one
 * `end`. Cases and groups end in the order of the suite, whatever order the answers came in. It is the same for a run as
 * it happens and for one that is read back, but that of the latter nothing starts. Secrets are taken out of all of it.
 */
export type RunEvent =
  | RunStart
  | { readonly kind: 'case-start'; readonly id: string }
  | {
      readonly kind: 'case-end';
      readonly case: CaseRecord;
      /** Reads what it sent and received; undefined where that is not kept. */
      readonly exchanges: () => readonly StoredExchange[] | undefined;
    }
  /** After the last of its cases. `last`: no group of its scenario comes after it. */
  | { readonly kind: 'group-end'; readonly group: GroupRecord; readonly last: boolean }
  | RunEnd;

/** Follows a run. `on` must not throw for any event; what it writes goes through the `write` it was made with. */
export interface Reporter {
  on(event: RunEvent): void;
}
