import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { noScenario, suiteName } from './scenario-paths.ts';

/** The folder of the suite a path belongs to: of the nearest `suite.yaml` upwards. */
export function nearestSuite(path: string): string | undefined {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
  if (existsSync(join(folder, suiteName))) return folder;
  return folder === dirname(folder) ? undefined : nearestSuite(dirname(folder));
}

/** The suite that is meant where no path names one: upwards from the working directory, else `./scenarios`. */
export function defaultSuite(cwd: string): string | undefined {
  const below = join(cwd, 'scenarios');
  return nearestSuite(resolve(cwd)) ?? (existsSync(join(below, suiteName)) ? below : undefined);
}

/** The suite around a suite, which must not be: undefined where all is well, or where the outer one leaves it out. */
export function suiteAround(root: string): string | undefined {
  const outer = dirname(root) === root ? undefined : nearestSuite(dirname(root));
  if (outer === undefined) return undefined;
  const path = `${relative(outer, root).replaceAll(sep, '/')}/x.yaml`;
  return noScenario(path) === undefined ? outer : undefined;
}
