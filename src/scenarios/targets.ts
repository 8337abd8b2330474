import { lstatSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { nearestSuite } from './find-suite.ts';

/** A path or an id from the command line. */
export interface Target {
  /** As it was typed. */
  readonly text: string;
  /** Without `:LINE` and without the part of a case's id that tells the cases of a scenario apart. */
  readonly name: string;
  readonly line?: number;
  /** `[model=x,transport=sdk]` of the id of a case, `#3` of a repeat. */
  readonly caseSuffix?: string;
  /** Absolute; only where something with this path exists and belongs to a suite. */
  readonly path?: string;
  /** The suite of `path`. */
  readonly suite?: string;
}

/**
 * Reads what was typed: `file`, `folder`, `file:LINE` (also `file:LINE:COLUMN`), an id or the beginning of ids, the id
 * of a case. A file may be named without its ending, so that an id behind the path of a suite is a path.
 */
export function readTarget(text: string, cwd: string): Target {
  // A file may have such characters in its name: what exists is taken first.
  const isFile = exists(resolve(cwd, text));
  const [, lined, line] = isFile ? [] : (/^(.+?):(\d+)(?::\d+)?$/.exec(text) ?? []);
  const [, scenario, caseSuffix] = isFile ? [] : (/^(.+?)(\[[^\]]*\](?:#\d+)?)$/.exec(text) ?? []);
  const name = lined ?? scenario ?? text;
  const path = resolve(cwd, name);
  const suite = ['', '.yaml', '.yml'].some((ending) => exists(`${path}${ending}`)) ? nearestSuite(path) : undefined;
  return {
    text,
    name,
    ...(line !== undefined && { line: Number(line) }),
    ...(caseSuffix !== undefined && { caseSuffix }),
    ...(suite !== undefined && { path, suite }),
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
