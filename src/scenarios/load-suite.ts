import { join, resolve } from 'node:path';
import { filePlace } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Suite } from '../model/suite.ts';
import { byPlace } from './by-place.ts';
import { diagnostic, type Report } from './diagnostic.ts';
import { defaultSuite, suiteAround } from './find-suite.ts';
import { readSuite } from './read-suite.ts';
import { scenarioId, suiteName } from './scenario-paths.ts';
import { type Picks, selectFiles } from './select-files.ts';
import { shownPath } from './shown-path.ts';
import { readTarget, type Target } from './targets.ts';

/** What was read, and everything that is wrong with it. */
export interface LoadedSuite {
  /** Absent where there is no suite, or its own file is wrong. Has the scenarios without an error of their own. */
  readonly suite?: Suite;
  /** Of all files, in the order of files and places. With an error among them nothing should be run. */
  readonly diagnostics: readonly Diagnostic[];
  /** Scenario id → what was asked for of it. A scenario that was asked for as a whole is not in it. */
  readonly picks: ReadonlyMap<string, Picks>;
}

/**
 * Reads a suite and the scenarios that the targets mean: paths of files and folders, `file:LINE`, ids, beginnings of
 * ids, ids of cases. Without targets it reads them all. Nothing is thrown for what an author did wrong.
 */
export async function loadSuite(targets: readonly string[], { cwd }: { readonly cwd: string }): Promise<LoadedSuite> {
  const read = targets.map((text) => readTarget(text, cwd));
  const found = findRoot(read, resolve(cwd));
  if ('wrong' in found) return { diagnostics: [diagnostic(found.wrong)], picks: new Map() };
  const { root } = found;
  const shown = (path: string): string => shownPath(join(root, path), resolve(cwd));
  const { files, diagnostics } = await selectFiles(root, read, shown);
  const { suite, diagnostics: more } = await readSuite(root, [...files.keys()], shown);
  const picks = [...files].flatMap(([path, wanted]) => (wanted ? [[scenarioId(path), wanted] as const] : []));
  return {
    ...(suite === undefined ? {} : { suite }),
    diagnostics: [...checkAround(root, shown), ...diagnostics, ...more].sort(byPlace),
    picks: new Map(picks),
  };
}

/** The folder of the suite that the targets mean, whether its files are right or not; undefined where there is none. */
export function suiteRoot(targets: readonly string[], cwd: string): string | undefined {
  const found = findRoot(
    targets.map((text) => readTarget(text, cwd)),
    resolve(cwd),
  );
  return 'root' in found ? found.root : undefined;
}

/** All targets share one suite. Ids are looked up in the suite of the paths beside them. */
function findRoot(targets: readonly Target[], cwd: string): { readonly root: string } | { readonly wrong: Report } {
  const roots = [...new Set(targets.flatMap(({ suite }) => suite ?? []))];
  if (roots.length > 1) {
    const message = `the paths belong to ${roots.length} suites: ${roots.map((root) => shownPath(root, cwd)).join(', ')}`;
    return { wrong: { code: 'several-suites', message, help: 'name the paths of one suite at a time' } };
  }
  const root = roots[0] ?? defaultSuite(cwd);
  if (root !== undefined) return { root };
  const message = `there is no ${suiteName}: not here, not in a folder above, not in scenarios/`;
  return { wrong: { code: 'no-suite', message, help: 'make one with: vertex-scenarios init' } };
}

function checkAround(root: string, shown: (path: string) => string): Diagnostic[] {
  const outer = suiteAround(root);
  if (outer === undefined) return [];
  const message = `${shown(suiteName)} is a suite inside of another suite, that of ${outer}`;
  const help = 'move one of the two suites, or rename the file';
  return [diagnostic({ code: 'nested-suite', message, help, place: filePlace(shown(suiteName)) })];
}
