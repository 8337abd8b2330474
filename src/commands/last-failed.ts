import { relative } from 'node:path';
import { listBundles } from '../bundles/folders.ts';
import { openBundle, readManifest } from '../bundles/open-bundle.ts';
import { judgeGroup } from '../checks/judge-group.ts';
import { plural } from '../lib/plural.ts';
import type { SuitePlan } from './plan-suite.ts';
import type { Shard } from './shard.ts';
import { suiteFolder } from './suite-folder.ts';

/**
 * Of a plan, what failed or was undecided in the newest bundle of its suite and backend, by group; all of it where
 * nothing was. Of a scenario whose groups have other names by now all of them run. With a shard the bundles of other
 * shards do not count: they say nothing about this one. Says in a line what it does.
 */
export async function lastFailed(
  planned: SuitePlan,
  cwd: string,
  shard?: Shard,
): Promise<{ readonly cases: SuitePlan['cases']; readonly said: string }> {
  const { cases, redact } = planned;
  const all = (why: string) => ({ cases, said: `--last-failed: ${why}, so ${plural(cases.length, 'case')} run\n` });
  const last = await newestBundle(planned, cwd, shard);
  if (!last) return all('no run of this suite and backend was kept');
  const { folder, groups } = last;
  if (groups.size === 0) return all(`nothing failed in ${relative(cwd, folder)}`);
  const wanted = new Set<string>();
  const planAgain = new Set(cases.map(({ case: { group } }) => redact(group.id)));
  const changed = new Set([...groups].filter(([id]) => !planAgain.has(id)).map(([, scenario]) => scenario));
  for (const { case: aCase } of cases) {
    if (!groups.has(redact(aCase.group.id)) && !changed.has(redact(aCase.scenario.id))) continue;
    // Two answers that `parity` compares are had in one run.
    wanted.add(aCase.id);
    if (aCase.twinOf !== undefined) wanted.add(aCase.twinOf);
  }
  const left = cases.filter(
    ({ case: { id, twinOf } }) => wanted.has(id) || (twinOf !== undefined && wanted.has(twinOf)),
  );
  if (left.length === 0) return all(`what failed in ${relative(cwd, folder)} is not among them`);
  const said = `--last-failed: ${left.length} of ${plural(cases.length, 'case')}, for what failed or was undecided in ${relative(cwd, folder)}\n`;
  return { cases: left, said };
}

/** Group → its scenario, of those that failed or were undecided. */
async function newestBundle(
  { suite, backend }: SuitePlan,
  cwd: string,
  shard: Shard | undefined,
): Promise<{ readonly folder: string; readonly groups: ReadonlyMap<string, string> } | undefined> {
  if (!suite) return undefined;
  for (const folder of listBundles(cwd)) {
    const read = await readManifest(folder);
    if ('wrong' in read) continue;
    const { manifest } = read;
    if (manifest.suite.folder !== suiteFolder(suite, cwd) || manifest.backend !== backend) continue;
    if (shard && isOfAnother(manifest.shard, shard)) continue;
    const opened = await openBundle(folder);
    if ('wrong' in opened) continue;
    const { results } = opened.bundle;
    const stored = manifest.cases.flatMap(({ hash }) => results.get(hash) ?? []);
    const groups = Map.groupBy(stored, ({ group }) => group.id);
    const bad = [...groups].flatMap(([id, cases]): [string, string][] => {
      const [first] = cases;
      const verdict = first && judgeGroup(first.group, cases).verdict;
      return verdict === 'failed' || verdict === 'undecided' ? [[id, first?.scenario ?? '']] : [];
    });
    return { folder, groups: new Map(bad) };
  }
  return undefined;
}

/** A run without shards has the results of each of them. */
function isOfAnother(theirs: Shard | undefined, { index, count }: Shard): boolean {
  return theirs !== undefined && (theirs.index !== index || theirs.count !== count);
}
