import { quirksOf, type RegisteredQuirk } from '../checks/excuse-known.ts';
import type { CaseResult } from '../model/run.ts';
import type { FixedQuirk } from '../model/run-event.ts';
import type { Suite } from '../model/suite.ts';

/** Follows which quirks still happen. */
export interface QuirkWatch {
  add(result: CaseResult): void;
  /** In the order in which they are registered. */
  states(): readonly QuirkState[];
}

/** What the cases that a quirk speaks of say about it. */
export interface QuirkState extends FixedQuirk {
  /** How many were answered, and how many were not. */
  readonly answered: number;
  readonly missing: number;
  /** Did one of them show it? */
  readonly seen: boolean;
}

export function registeredQuirks({ file, source }: Suite): readonly RegisteredQuirk[] {
  return (file.quirks ?? []).map((quirk, index) => ({ quirk, place: source.locate(['quirks', index]) }));
}

export function watchQuirks(quirks: readonly RegisteredQuirk[]): QuirkWatch {
  const about = new Map(quirks.map((each) => [each, { answered: 0, missing: 0, seen: false }]));
  return {
    add({ case: aCase, verdict, findings }) {
      const speaking = new Set(aCase.steps.flatMap((step) => quirksOf(quirks, aCase, step)));
      for (const each of speaking) {
        const state = about.get(each);
        if (!state) continue;
        const isAnswered = verdict === 'passed' || verdict === 'failed';
        state[isAnswered ? 'answered' : 'missing'] += 1;
        // One past its date excuses nothing, and still happens.
        state.seen ||= findings.some(({ known, check }) => known === each.quirk || check === each.quirk.rule);
      }
    },
    states: () => [...about].map(([quirk, state]) => ({ ...quirk, ...state })),
  };
}

/** Quirks that speak of cases, all of which were answered, and that none of them showed. */
export function fixedQuirks(states: readonly QuirkState[]): FixedQuirk[] {
  return states
    .filter(({ answered, missing, seen }) => answered > 0 && missing === 0 && !seen)
    .map(({ quirk, place }) => ({ quirk, place }));
}
