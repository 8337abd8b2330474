import type { Backend } from '../model/names.ts';
import type { Again, FixedQuirk, RunFacts } from '../model/run-event.ts';

/** Which run a bundle holds: `run.json` by `schemas/bundle.schema.json`. */
export interface Manifest {
  readonly version: 1;
  readonly tool: { readonly name: 'vertex-scenarios'; readonly version: string };
  /** `folder`: relative to the one that `.vertex-scenarios` is in. */
  readonly suite: { readonly title: string; readonly folder: string };
  readonly backend: Backend;
  /** Those that fill in, as they were typed. */
  readonly flags: RunFacts['flags'];
  readonly again: Again;
  readonly startedAt: string;
  readonly resumedAt?: readonly string[];
  /** In the order of the suite. */
  readonly cases: readonly PlannedHash[];
  /** Missing while it runs, and where it was killed. */
  readonly end?: {
    readonly at: string;
    readonly durationMs: number;
    readonly interrupted: boolean;
    readonly fixed: readonly FixedQuirk[];
  };
}

/** A case, and what tells whether it is still the same. */
export interface PlannedHash {
  readonly id: string;
  /** Of what is sent and what is asked of the answer. */
  readonly hash: string;
}

/** One case is one line, so that two manifests can be compared line by line. */
export function renderManifest({ cases, end, ...facts }: Manifest): string {
  const fields = Object.entries({ ...facts, ...(end && { end }) }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${fields.join('')}"cases": [\n${cases.map((each) => JSON.stringify(each)).join(',\n')}\n]\n}\n`;
}
