/**
 * What the page is handed as JSON: made by the reporter, read by the script in the page. All text is fit to be shown:
 * redacted, its control characters written out, cut where it is long.
 */
import type { ProfileName, TransportName } from '../../model/names.ts';
import type { GroupVerdict, Verdict } from '../../model/run.ts';
import type { Again, Totals } from '../../model/run-event.ts';

/** The run as a whole: the element `run`. */
export interface RunView {
  readonly suite: string;
  readonly headline: Headline;
  /** `on mocks`, `412 checks asked`, `1.4s`, … */
  readonly facts: readonly string[];
  readonly totals: Totals;
  /** What to do next: a sentence, or commands. */
  readonly next: { readonly text?: string; readonly commands: readonly string[] };
  /** How to run a case again. */
  readonly again: Again;
  /** Whether mocks answered: then nothing is said about a model. */
  readonly mocked: boolean;
  readonly notes: readonly Note[];
  /** Names of checks that were asked together; cases refer to them by their number. */
  readonly checkSets: readonly (readonly string[])[];
  /** What is not in this page, in sentences. */
  readonly left: readonly string[];
  /** `vertex-scenarios 0.1.0, 2026-11-25T09:00:00.000Z`. */
  readonly made: string;
}

export interface Headline {
  /** Is it as one that looks at the colour alone may read it: all green, broken, or not known? */
  readonly tone: 'good' | 'bad' | 'open';
  readonly text: string;
}

/** What stands out in the run: a cause, and the groups that share it. */
export interface Note {
  readonly heading:
    | 'Failures'
    | 'Undecided'
    | 'Flaky'
    | 'Warnings'
    | 'Known'
    | 'Fixed'
    | 'Skipped'
    | 'Without a result';
  readonly text: string;
  readonly more?: string;
  /** How many cases. */
  readonly count: number;
  /** What the search finds them by. */
  readonly search?: string;
}

/** A group in the list: the element `row-<number>`. */
export interface GroupRow {
  /** Its number in the suite's order: its details are in the element `group-<number>`. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly verdict: GroupVerdict;
  readonly transport: TransportName;
  readonly tags: readonly string[];
  readonly durationMs: number;
  /** Why it is not simply green. */
  readonly reason?: string;
  /** Checks that found something, of every severity. */
  readonly checks: readonly string[];
  readonly warnings: number;
  readonly synthetic: boolean;
  /** Of several cases: how many, how many passed and how many must. */
  readonly repeats?: { readonly cases: number; readonly passed: number; readonly pass: number };
}

/** The details of a group: the element `group-<number>`. */
export interface GroupView {
  readonly cases: readonly CaseView[];
  /** How many cases are left out. */
  readonly left: number;
}

export interface CaseView {
  readonly id: string;
  readonly verdict: Verdict;
  /** Cause of an undecided case, reason of a skipped one. */
  readonly reason?: string;
  readonly place: string;
  readonly endpoint: string;
  readonly profile: ProfileName;
  readonly twinOf?: string;
  readonly durationMs: number;
  readonly attempts: readonly { readonly step?: string; readonly result: string; readonly durationMs: number }[];
  /** Number in `checkSets`. */
  readonly asked: number;
  readonly notApplicable: readonly { readonly check: string; readonly reason: string }[];
  readonly findings: Findings;
  /** What was found when it ran before. */
  readonly before: readonly Findings[];
  readonly unsent: readonly { readonly step: string; readonly reason: string }[];
  readonly layout?: string;
  readonly synthetic: boolean;
  readonly mocked: boolean;
  /** `kept`: in the element `exchanges-<group>`, unless there was no room. */
  readonly exchanges: 'kept' | 'no-room' | 'not-kept' | 'none';
}

export interface Findings {
  readonly shown: readonly FindingView[];
  /** How many are left out, by check: `12 of chunk-schema`. */
  readonly left: readonly string[];
}

export interface FindingView {
  readonly check: string;
  readonly severity: 'error' | 'warn' | 'info';
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** `step ask chunk 7 /choices/0`; empty where that is not known. */
  readonly where: string;
  readonly excerpt?: string;
  readonly step?: string;
  readonly event?: number;
  /** How many more there are that differ in the place in the answer alone. */
  readonly more: number;
  readonly yaml: YamlView;
  /** The quirk that excuses it. */
  readonly known?: string;
}

/** A line of YAML in three parts, the middle one of which is meant. */
export interface YamlView {
  /** `file:line:column`. */
  readonly place: string;
  readonly line: number;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** The exchanges of a group, case by case: the element `exchanges-<number>`. */
export type ExchangesView = readonly (readonly ExchangeView[])[];

export interface ExchangeView {
  /** `try 2 · step ask`; empty where it is the only one. */
  readonly name: string;
  readonly step?: string;
  readonly request: { readonly line: string; readonly headers: readonly Header[]; readonly body: TextView };
  readonly answer:
    | { readonly kind: 'no-response'; readonly reason: string; readonly message: string }
    | {
        readonly kind: 'response';
        readonly status: number;
        readonly headers: readonly Header[];
        readonly body: TextView;
        /** How the body ended, where that was not as it should. */
        readonly end?: string;
        readonly stream?: StreamView;
      };
  /** Milliseconds until the headers, and until the end. */
  readonly headersMs?: number;
  readonly endMs: number;
}

export type Header = readonly [name: string, value: string];

/** A text, or as much of it as is kept. */
export interface TextView {
  readonly text: string;
  /** Bytes of the whole. */
  readonly bytes: number;
  /** Bytes that are left out at the end. */
  readonly left: number;
}

export interface StreamView {
  readonly events: readonly EventView[];
  /** How many events are left out, before the last ones that are shown. */
  readonly left: number;
}

export interface EventView {
  /** From 1. */
  readonly number: number;
  /** Token of the layout; an empty text where it is about other choices than 0. */
  readonly token: string;
  /** Milliseconds from sending. */
  readonly at?: number;
  readonly bytes: number;
  /** What is new in it. */
  readonly excerpt: string;
}
