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
  /** Of one of several machines that share a plan. */
  readonly shard?: ManifestShard;
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
    /** Of a shard: its part of what can be said of the whole suite alone. */
    readonly ofShard?: ShardFindings;
  };
}

export interface ShardFindings {
  /** All that are registered, in their order: how many of the cases it speaks of were answered, and whether one showed it. */
  readonly quirks: readonly (FixedQuirk & {
    readonly answered: number;
    readonly missing: number;
    readonly seen: boolean;
  })[];
  /** With `--replay`: paths below the suite of recordings that no case of the shard asked for, and that are too old. */
  readonly recordings?: { readonly unused: readonly string[]; readonly old: readonly string[] };
}

/** Which share of a plan a bundle holds, and the plan itself: so that it is known what is missing. */
export interface ManifestShard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** Does the plan have all cases of the suite? */
  readonly isWhole: boolean;
  /** Those of all shards, in the order of the suite. */
  readonly plan: readonly PlannedHash[];
}

/** A case, and what tells whether it is still the same. */
export interface PlannedHash {
  readonly id: string;
  /** Of what is sent and what is asked of the answer. */
  readonly hash: string;
}

/** One case is one line, so that two manifests can be compared line by line. */
export function renderManifest({ cases, shard, end, ...facts }: Manifest): string {
  const fields = Object.entries({ ...facts, ...(end && { end }) }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  const { plan, ...share } = shard ?? {};
  const ofShard = plan ? `"shard": {\n${JSON.stringify(share).slice(1, -1)},\n"plan": ${renderCases(plan)}\n},\n` : '';
  return `{\n${fields.join('')}${ofShard}"cases": ${renderCases(cases)}\n}\n`;
}

function renderCases(cases: readonly PlannedHash[]): string {
  return `[\n${cases.map((each) => JSON.stringify(each)).join(',\n')}\n]`;
}
