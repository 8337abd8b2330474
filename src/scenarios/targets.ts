import { lstatSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { nearestSuite } from './find-suite.ts';

/** A path or an id from the command line. */
export interface Target {
  /** As it was typed. */
  readonly text: string;
  /** Without `:LINE`. */
  readonly name: string;
  readonly line?: number;
  /** Absolute; only where something with this path exists and belongs to a suite. */
  readonly path?: string;
  /** The suite of `path`. */
  readonly suite?: string;
}

/** Reads what was typed: `file`, `folder`, `file:LINE` (also `file:LINE:COLUMN`), an id or the beginning of ids. */
export function readTarget(text: string, cwd: string): Target {
  // A file may have a colon and digits in its name: what exists is taken first.
  const lined = exists(resolve(cwd, text)) ? null : /^(.+?):(\d+)(?::\d+)?$/.exec(text);
  const name = lined?.[1] ?? text;
  const path = resolve(cwd, name);
  const suite = exists(path) ? nearestSuite(path) : undefined;
  return {
    text,
    name,
    ...(lined ? { line: Number(lined[2]) } : {}),
    ...(suite === undefined ? {} : { path, suite }),
  };
}

/** Where in a suite a target points, with `/`: `''` is the suite itself. Undefined for what cannot be in it. */
export function pathInSuite(target: Target, root: string): string | undefined {
  const path = target.path === undefined ? target.name : relative(root, target.path).replaceAll(sep, '/');
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.includes('..') || path.startsWith('/') ? undefined : steps.join('/');
}

/** Also of a link that leads to nothing. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
