import { realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Report } from './diagnostic.ts';
import { noScenario } from './scenario-paths.ts';

/**
 * What is wrong with a symbolic link in a suite: it leads to nothing, out of the suite, or to a folder. A link to
 * another file of the suite is a file like any other. `path` is relative to the suite.
 */
export function checkLink(root: string, path: string, shown: string): Report | undefined {
  let target: string;
  let isFolder: boolean;
  try {
    target = realpathSync(join(root, path));
    isFolder = statSync(target).isDirectory();
  } catch {
    // A dangling link that nobody would read is nobody's business.
    if (noScenario(path) !== undefined) return undefined;
    return { code: 'dangling-link', message: `${shown} is a link that leads to nothing`, help: 'remove it or mend it' };
  }
  if (isFolder) {
    const help = 'move the folder here, or remove the link';
    return { code: 'linked-folder', message: `${shown} is a link to a folder, and those are not followed`, help };
  }
  if (noScenario(path) !== undefined || target.startsWith(realpathSync(root) + sep)) return undefined;
  const help = 'copy the file into the suite';
  return { code: 'link-leaves-suite', message: `${shown} is a link to a file outside of the suite`, help };
}
