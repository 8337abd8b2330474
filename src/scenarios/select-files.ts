import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from '../lib/closest.ts';
import { filePlace } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { checkLink } from './check-link.ts';
import { diagnostic, type Report } from './diagnostic.ts';
import { noScenario, scenarioId, suiteName } from './scenario-paths.ts';
import { pathInSuite, type Target } from './targets.ts';
import { walkFolder } from './walk-folder.ts';

/** Parts of a scenario that were asked for: cases by their id, and what stands at a line. */
export interface Picks {
  readonly lines: readonly number[];
  readonly cases: readonly string[];
}

export interface Selected {
  /** Scenario files relative to the suite, with `/`, in order; for each what was asked for, undefined for all of it. */
  readonly files: ReadonlyMap<string, Picks | undefined>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The scenario files of a suite that the targets mean; without targets all of them. */
export async function selectFiles(
  root: string,
  targets: readonly Target[],
  shown: (path: string) => string,
): Promise<Selected> {
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, Picks | undefined>();
  if (targets.length === 0) {
    await addFolder('');
    if (files.size === 0 && diagnostics.length === 0) {
      const message = 'the suite has no scenarios';
      const help = `a scenario is a .yaml file beside or below ${suiteName}`;
      report(suiteName, { code: 'no-scenarios', message, help });
    }
  }
  for (const target of targets) await addTarget(target);
  const sorted = [...files].sort(([a], [b]) => (scenarioId(a) < scenarioId(b) ? -1 : 1));
  return { files: new Map(sorted), diagnostics };

  function report(path: string, words: Report): void {
    diagnostics.push(diagnostic({ ...words, place: filePlace(shown(path)) }));
  }

  async function addTarget(target: Target): Promise<void> {
    const path = pathInSuite(target, root);
    const file = path === undefined ? undefined : fileOf(root, path);
    if (path === '' || path === suiteName) await addFolder('');
    else if (path !== undefined && file?.kind === 'folder') await addFolderOf(path, target);
    else if (path !== undefined && file !== undefined) addFile(file.path, target);
    else await reportNothing(target);
  }

  function addFile(path: string, target: Target): void {
    const reason = noScenario(path);
    const link = lstatSync(join(root, path)).isSymbolicLink() ? checkLink(root, path, shown(path)) : undefined;
    if (reason !== undefined)
      report(path, { code: 'not-a-scenario', message: `${shown(path)} is no scenario: ${reason}` });
    else if (link !== undefined) report(path, link);
    else {
      const twin = twinOf(path);
      // Read too, so that the two are found to have one id.
      if (fileOf(root, twin)?.path === twin) files.set(twin, undefined);
      const isWhole = files.has(path) && files.get(path) === undefined;
      files.set(path, isWhole ? undefined : withPick(files.get(path), path, target));
    }
  }

  async function addFolderOf(path: string, target: Target): Promise<void> {
    const reason = noScenario(`${path}/x.yaml`);
    if (reason !== undefined) {
      report(path, { code: 'not-a-scenario', message: `${shown(path)} holds no scenarios: ${reason}` });
    } else if (target.line !== undefined || target.caseSuffix !== undefined) {
      const part = target.line === undefined ? 'a case belongs to a scenario' : 'a line belongs to a file';
      const message = `${target.text}: ${part}, and ${shown(path)} is a folder`;
      diagnostics.push(diagnostic({ code: 'nothing-matched', message }));
    } else if (!(await addFolder(path))) await reportNothing(target);
  }

  /** Was there a scenario, or something to say? */
  async function addFolder(path: string): Promise<boolean> {
    const walked = await walkFolder(root, path, shown);
    diagnostics.push(...walked.diagnostics);
    for (const file of walked.paths) files.set(file, undefined);
    return walked.paths.length > 0 || walked.diagnostics.length > 0;
  }

  async function reportNothing({ text, name }: Target): Promise<void> {
    const { paths } = await walkFolder(root, '', shown);
    const ids = paths.map(scenarioId);
    const near = ids.find((id) => id.endsWith(`/${scenarioId(name)}`)) ?? closest(scenarioId(name), ids);
    const help = near === undefined ? 'list the scenarios with: vertex-scenarios list' : `did you mean ${near}?`;
    diagnostics.push(diagnostic({ code: 'nothing-matched', message: `no scenario matches ${text}`, help }));
  }
}

/** Undefined where the target means the whole scenario. */
function withPick(before: Picks | undefined, path: string, { line, caseSuffix }: Target): Picks | undefined {
  const { lines, cases } = before ?? { lines: [], cases: [] };
  if (line !== undefined) return { lines: [...lines, line], cases };
  return caseSuffix === undefined ? undefined : { lines, cases: [...cases, `${scenarioId(path)}${caseSuffix}`] };
}

/** The file or folder a path or an id stands for. An exact file comes before a folder of the same name. */
function fileOf(root: string, path: string): { readonly kind: 'file' | 'folder'; readonly path: string } | undefined {
  const kindOf = (name: string): 'file' | 'folder' | undefined => {
    const stat = lstatSync(join(root, name), { throwIfNoEntry: false });
    return stat && (stat.isDirectory() ? 'folder' : 'file');
  };
  const tries = [path, `${path}.yaml`, `${path}.yml`].map((name) => ({ path: name, kind: kindOf(name) }));
  const found = tries.find(({ kind }) => kind === 'file') ?? tries.find(({ kind }) => kind === 'folder');
  return found?.kind && { path: found.path, kind: found.kind };
}

/** `a.yml` for `a.yaml`, and the other way round. */
function twinOf(path: string): string {
  return path.endsWith('.yml') ? path.replace(/\.yml$/, '.yaml') : path.replace(/\.yaml$/, '.yml');
}
