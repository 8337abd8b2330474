import type { Manifest, ManifestShard, PlannedHash } from '../bundles/manifest.ts';
import type { Bundle } from '../bundles/open-bundle.ts';
import type { StoredCase } from '../bundles/stored-case.ts';
import { scenarioOf } from '../cases/case-id.ts';
import { listWords } from '../lib/list-words.ts';
import { sameJson } from '../lib/same-json.ts';
import type { Json } from '../model/json.ts';
import { fixedQuirks, type QuirkState } from './quirk-watch.ts';

/** The bundles of all shards as one. */
export interface Joined {
  /** As an unsharded run would have it. */
  readonly manifest: Manifest;
  /** What became of the cases, in the order of the suite, and the bundle that each comes from. */
  readonly cases: readonly { readonly stored: StoredCase; readonly from: Bundle }[];
  /** Of those that have no result. */
  readonly missing: { readonly scenarios: readonly string[]; readonly shards: readonly number[] };
  /** Shards that ran more than once, the newest bundle first: what ran in a newer one counts. */
  readonly repeated: readonly (readonly Bundle[])[];
  /** Of the whole suite; absent where not all of it has run. */
  readonly recordings?: { readonly unused: readonly string[]; readonly old: readonly string[] };
}

/** One bundle or more; `wrong` says in a sentence which two cannot be one, and why. `shown`: a folder for people. */
export function joinBundles(
  bundles: readonly Bundle[],
  shown: (folder: string) => string,
): Joined | { readonly wrong: string } {
  const [first] = bundles;
  if (!first) return { wrong: 'there is nothing to join' };
  for (const other of bundles) {
    const why = differs(first.manifest, other.manifest);
    if (why === undefined) continue;
    return { wrong: `${shown(first.folder)} and ${shown(other.folder)} are not of one run: ${why}` };
  }
  const newestFirst = [...bundles].sort((a, b) => (lastStart(a.manifest) < lastStart(b.manifest) ? 1 : -1));
  const { count, plan, isWhole } = shardOf(first.manifest);
  const byShard = Map.groupBy(newestFirst, ({ manifest }) => shardOf(manifest).index);
  const cases = plan.flatMap(({ hash }) => {
    const found = newestFirst.flatMap((from) => {
      const stored = from.results.get(hash);
      return stored ? [{ stored, from }] : [];
    });
    // A retry that was stopped takes nothing away from what ran before it.
    return found.find(({ stored }) => stored.skippedBy !== 'run') ?? found[0] ?? [];
  });
  const has = new Set(cases.map(({ stored }) => stored.hash));
  const newest = [...byShard.values()].flatMap(([bundle]) => bundle ?? []);
  const ends = newest.flatMap(({ manifest }) => manifest.end ?? []);
  const lastEnd = ends
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const suiteWide = isWhole && ends.length === count && has.size === plan.length ? ends.map((end) => end.ofShard) : [];
  const quirks = suiteWide.map((each) => each?.quirks ?? []);
  const recordings = suiteWide.flatMap((each) => each?.recordings ?? []);
  const { version, tool, suite, backend, flags, again } = first.manifest;
  return {
    manifest: {
      ...{ version, tool, suite, backend, flags, again },
      startedAt: newest.map(({ manifest }) => manifest.startedAt).sort()[0] ?? first.manifest.startedAt,
      cases: plan,
      ...(lastEnd !== undefined && {
        end: {
          at: lastEnd,
          // Side by side they took as long as the slowest.
          durationMs: Math.max(...ends.map(({ durationMs }) => durationMs)),
          interrupted: ends.some(({ interrupted }) => interrupted),
          fixed: fixedQuirks(added(quirks)),
        },
      }),
    },
    cases,
    missing: {
      scenarios: [...new Set(plan.filter(({ hash }) => !has.has(hash)).map(({ id }) => scenarioOf(id)))],
      shards: Array.from({ length: count }, (_, at) => at + 1).filter((index) => !byShard.has(index)),
    },
    repeated: [...byShard].sort(([a], [b]) => a - b).flatMap(([, same]) => (same.length > 1 ? [same] : [])),
    ...(recordings.length === count && {
      recordings: {
        unused: inAll(recordings.map(({ unused }) => unused)),
        old: [...new Set(recordings.flatMap(({ old }) => old))].sort(),
      },
    }),
  };
}

/** A run that was not sharded is the one shard there is. */
function shardOf({ shard, cases }: Manifest): ManifestShard {
  return shard ?? { index: 1, count: 1, isWhole: false, plan: cases };
}

function share({ shard }: Manifest): string {
  return shard ? `a share of ${shard.count}` : 'a run without shards';
}

function lastStart({ startedAt, resumedAt = [] }: Manifest): string {
  return resumedAt.at(-1) ?? startedAt;
}

/** Why two bundles are not of one run. */
function differs(a: Manifest, b: Manifest): string | undefined {
  if (a.suite.folder !== b.suite.folder) return suites(a, b);
  if (a.backend !== b.backend) return `the backends are ${a.backend} and ${b.backend}`;
  if (a.tool.version !== b.tool.version) return `the versions of the tool are ${a.tool.version} and ${b.tool.version}`;
  if (!sameJson(a.flags as Json, b.flags as Json)) return `the flags are ${renderFlags(a)} and ${renderFlags(b)}`;
  const [mine, theirs] = [shardOf(a), shardOf(b)];
  if (mine.count !== theirs.count) return `the one is ${share(a)}, the other ${share(b)}`;
  const plans = differingPlans(mine.plan, theirs.plan);
  // A suite without a title is called by its folder, which may have another name on another machine.
  return plans !== undefined && a.suite.title !== b.suite.title ? suites(a, b) : plans;
}

function suites({ suite: a }: Manifest, { suite: b }: Manifest): string {
  return `the suites are ${a.title} in ${a.folder} and ${b.title} in ${b.folder}`;
}

function differingPlans(a: readonly PlannedHash[], b: readonly PlannedHash[]): string | undefined {
  const keyed = (plan: readonly PlannedHash[]) => new Set(plan.map(({ id, hash }) => `${hash} ${id}`));
  const [inA, inB] = [keyed(a), keyed(b)];
  const only = [
    ...a.filter(({ id, hash }) => !inB.has(`${hash} ${id}`)),
    ...b.filter(({ id, hash }) => !inA.has(`${hash} ${id}`)),
  ];
  if (only.length > 0) {
    const scenarios = [...new Set(only.map(({ id }) => scenarioOf(id)))];
    return `other scenarios were selected, or their files differ: ${listWords(scenarios, 'and')}`;
  }
  return a.some(({ hash }, at) => hash !== b[at]?.hash) ? 'their cases have another order' : undefined;
}

function renderFlags({ flags }: Manifest): string {
  const words = Object.entries(flags).flatMap(([name, value]) =>
    [value].flat().map((each) => (each === true ? `--${name}` : `--${name} ${each}`)),
  );
  return words.join(' ') || 'none';
}

/** What every list has. */
function inAll([first = [], ...others]: readonly (readonly string[])[]): string[] {
  const sets = others.map((each) => new Set(each));
  return first.filter((path) => sets.every((set) => set.has(path)));
}

/** Each shard lists all quirks, in one order. */
function added(shards: readonly (readonly QuirkState[])[]): QuirkState[] {
  const [first = [], ...others] = shards;
  return first.map((state, at) => {
    const all = [state, ...others.flatMap((each) => each[at] ?? [])];
    return {
      ...state,
      answered: all.reduce((sum, each) => sum + each.answered, 0),
      missing: all.reduce((sum, each) => sum + each.missing, 0),
      seen: all.some(({ seen }) => seen),
    };
  });
}
