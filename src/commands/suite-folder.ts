import { relative, sep } from 'node:path';
import type { Suite } from '../model/suite.ts';

/** The folder of a suite as bundles name it: relative to the one that `.vertex-scenarios` is in. */
export function suiteFolder({ root }: Suite, cwd: string): string {
  return relative(cwd, root).split(sep).join('/') || '.';
}
