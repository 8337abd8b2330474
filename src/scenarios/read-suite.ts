import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { append } from '../lib/append.ts';
import { readText } from '../lib/read-text.ts';
import { readYaml } from '../lib/yaml.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Scenario, ScenarioFile, Source, Suite, SuiteFile } from '../model/suite.ts';
import { checkQuirks } from './check-quirks.ts';
import { diagnostic } from './diagnostic.ts';
import { type CheckFile, loadFileCheck } from './file-checks.ts';
import { lintRequest } from './lint-request.ts';
import { checkKeys, checkNames, suiteNames } from './scenario-checks.ts';
import { defaultsName, scenarioId, suiteName } from './scenario-paths.ts';

/** A file that was read, as far as it could be. */
interface ReadFile {
  readonly source?: Source;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `suite.yaml`, the given scenario files and the `_defaults.yaml` of their folders, and checks all of them.
 * `paths` are relative to the suite, in order. Files are read one after the other: from a disk's cache that takes a
 * fifth of the time of reading them at once.
 */
export async function readSuite(
  root: string,
  paths: readonly string[],
  shown: (path: string) => string,
): Promise<{ readonly suite?: Suite; readonly diagnostics: readonly Diagnostic[] }> {
  const suite = readChecked(suiteName, await loadFileCheck('suite'));
  const names = suiteNames(suite.source);
  const diagnostics: Diagnostic[] = [...suite.diagnostics];
  if (suite.source && names) {
    diagnostics.push(...checkNames(suite.source, names, ['defaults']), ...checkQuirks(suite.source, names));
  }
  const defaults = await readDefaults(paths);
  for (const { diagnostics: found } of defaults.values()) append(diagnostics, found);
  const scenarios: Scenario[] = [];
  const byId = new Map<string, string>();
  const check = await loadFileCheck('scenario');
  for (const path of paths) {
    const scenario = readScenario(path, check);
    const id = scenarioId(path);
    const first = byId.get(id);
    byId.set(id, path);
    const twins = first === undefined ? [] : [duplicateId(id, path, first, scenario.source)];
    const found = [...scenario.diagnostics, ...twins];
    append(diagnostics, found);
    const under = foldersOf(path).flatMap((folder) => defaults.get(folder) ?? []);
    if (scenario.source === undefined || hasError([...found, ...under.flatMap((each) => each.diagnostics)])) continue;
    // The check has held the value against the schema of this type just now.
    const file = scenario.source.value as unknown as ScenarioFile;
    scenarios.push({ id, file, source: scenario.source, defaults: under.flatMap(({ source }) => source ?? []) });
  }
  if (suite.source === undefined || hasError(suite.diagnostics)) return { diagnostics };
  const file = suite.source.value as unknown as SuiteFile;
  return { suite: { root, file, source: suite.source, scenarios }, diagnostics };

  function readChecked(path: string, check: CheckFile): ReadFile {
    const text = readText(join(root, path), shown(path));
    if ('diagnostic' in text) return { diagnostics: [text.diagnostic] };
    const { source, diagnostics } = readYaml(join(root, path), shown(path), text.text);
    return source === undefined ? { diagnostics } : { source, diagnostics: [...diagnostics, ...check(source)] };
  }

  function readScenario(path: string, check: CheckFile): ReadFile {
    const { source, diagnostics } = readChecked(path, check);
    if (source === undefined || source.value === null) return { diagnostics };
    const named = names === undefined ? [] : checkNames(source, names);
    return { source, diagnostics: [...diagnostics, ...named, ...checkKeys(source), ...lintRequest(source)] };
  }

  /** Folder → its defaults, of all folders from the suite's down to those of the paths. */
  async function readDefaults(paths: readonly string[]): Promise<ReadonlyMap<string, ReadFile>> {
    const folders = new Set(paths.flatMap(foldersOf));
    // A link that leads to nothing is there too, and is found to be unreadable.
    const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;
    const having = [...folders].filter((folder) => isThere(join(root, folder, defaultsName)));
    if (having.length === 0) return new Map();
    const check = await loadFileCheck('defaults');
    return new Map(
      having.map((folder) => {
        const read = readChecked(join(folder, defaultsName).replaceAll('\\', '/'), check);
        const named = read.source && names ? checkNames(read.source, names) : [];
        return [folder, { ...read, diagnostics: [...read.diagnostics, ...named] }];
      }),
    );
  }
}

/** The folders a file lies in, from that of the suite (`''`) inwards. */
function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [''] : [...foldersOf(folder), folder];
}

function duplicateId(id: string, path: string, first: string, source: Source | undefined): Diagnostic {
  const message = `${path} and ${first} have the same id: ${id}`;
  return diagnostic({ code: 'duplicate-id', message, help: 'rename one of them', place: source?.locate([]) });
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
