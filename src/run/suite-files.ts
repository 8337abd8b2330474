import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { asksForRecording } from '../mock/replies.ts';
import type { Backend } from '../model/names.ts';
import type { Suite } from '../model/suite.ts';
import { recordingsFolder } from '../recordings/recording-path.ts';
import { defaultsName } from '../scenarios/scenario-paths.ts';
import type { PlannedCase } from './run-case.ts';

/** Which files each scenario is made of. All of it is known from planning: nothing is read again. */
export interface SuiteFiles {
  /** Ids of the scenarios that are made of any of these files: absolute paths, whether something is there or not. */
  touchedBy(files: Iterable<string>): ReadonlySet<string>;
}

export interface PlannedFiles {
  readonly suite: Suite;
  readonly backend: Backend;
  readonly cases: readonly PlannedCase[];
  /** Scenario id → absolute paths of what its expressions and its checks took in. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * A scenario is made of its own file, `suite.yaml`, the `_defaults.yaml` of its folders, what `file`, `base64`, `json`,
 * `yaml` and `$ref` take in, and its recordings where they answer.
 */
export function createSuiteFiles(planned: PlannedFiles): SuiteFiles {
  const { suite, backend, cases } = planned;
  let index: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  let replayed: ReadonlySet<string> | undefined;
  const all = suite.scenarios.map(({ id }) => id);
  return {
    touchedBy(files) {
      index ??= indexOf(planned);
      replayed ??= new Set(
        cases
          .filter(({ case: { steps } }) => backend === 'replay' || steps.some(({ mock }) => asksForRecording(mock)))
          .map((each) => each.case.scenario.id),
      );
      const touched = new Set<string>();
      for (const file of files) {
        for (const id of index.get(file) ?? []) touched.add(id);
        const folder = relative(suite.root, dirname(file)).split(sep).join('/');
        // One that was removed was part of all scenarios below it, too.
        const below = folder === '' ? '' : `${folder}/`;
        if (basename(file) === defaultsName) for (const id of all) if (id.startsWith(below)) touched.add(id);
        const recorded = folder.startsWith(`${recordingsFolder}/`) ? folder.slice(recordingsFolder.length + 1) : '';
        if (replayed.has(recorded)) touched.add(recorded);
      }
      return touched;
    },
  };
}

/** File → the scenarios that are made of it; a link stands for the file it leads to, too. */
function indexOf({ suite, reads }: PlannedFiles): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>();
  const realRoot = realpathSync(suite.root);
  const realOf = new Map<string, string>();
  const add = (file: string, id: string) => {
    const real = realOf.get(file) ?? join(suite.root, relative(realRoot, realPath(file)));
    realOf.set(file, real);
    for (const name of [file, real]) {
      const ids = index.get(name) ?? new Set();
      index.set(name, ids.add(id));
    }
  };
  for (const { id, source, defaults } of suite.scenarios) {
    add(source.file, id);
    add(suite.source.file, id);
    for (const each of defaults) add(each.file, id);
    for (const file of reads.get(id) ?? []) add(file, id);
  }
  return index;
}

/** Of what is not there: its name. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
