import { filePlace } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { checkLink } from './check-link.ts';
import { diagnostic, type Report } from './diagnostic.ts';
import { meantName, noScenario, suiteName } from './scenario-paths.ts';

/** What a folder says of an entry without following it. */
interface FolderEntry {
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export interface Walked {
  /** Scenario files, relative to the suite, with `/`, in order. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the scenario files of a suite below one of its folders (`''` is the suite itself). What looks like a scenario
 * and is none is said: a file that is passed over in silence would be a test that passes in silence.
 */
export async function walkFolder(root: string, folder: string, shown: (path: string) => string): Promise<Walked> {
  const { default: glob } = await import('fast-glob');
  const diagnostics: Diagnostic[] = [];
  const report = (path: string, words: Report): void => {
    diagnostics.push(diagnostic({ ...words, place: filePlace(shown(path)) }));
  };
  let entries: readonly { readonly path: string; readonly dirent: FolderEntry }[];
  try {
    const below = folder === '' ? '' : `${glob.escapePath(folder)}/`;
    // Its stars know no line breaks, which names of files may have.
    entries = await glob([`${below}**`, `${below}**/*\n*`, `${below}**/*\n*/**`], {
      cwd: root,
      ignore: ['**/_*/**', 'recordings/**'],
      objectMode: true,
      onlyFiles: false,
      // Links are looked at one by one below: followed here, a link to a folder above would be walked for ever.
      followSymbolicLinks: false,
    });
  } catch (error) {
    const message = `the folder ${shown(folder)} cannot be listed: ${error instanceof Error ? error.message : error}`;
    return { paths: [], diagnostics: [diagnostic({ code: 'unreadable-folder', message })] };
  }
  const paths = entries.flatMap(({ path, dirent }) => (isScenario(path, dirent) ? [path] : []));
  return { paths: paths.sort(), diagnostics };

  function isScenario(path: string, dirent: FolderEntry): boolean {
    const meant = meantName(path);
    if (meant !== undefined) {
      const message = `${shown(path)} is not read under this name`;
      report(path, { code: 'misnamed-file', message, help: `rename it to ${meant}` });
      return false;
    }
    if (dirent.isSymbolicLink()) {
      const wrong = checkLink(root, path, shown(path));
      if (wrong !== undefined) {
        report(path, wrong);
        return false;
      }
    }
    if (path.endsWith(`/${suiteName}`) && noScenario(path.replace(suiteName, 'x.yaml')) === undefined) {
      const help = 'move one of the two suites, or rename the file';
      report(path, { code: 'nested-suite', message: `${shown(path)} is a suite inside of another suite`, help });
      return false;
    }
    if (noScenario(path) !== undefined) return false;
    if (!dirent.isDirectory()) return true;
    report(path, { code: 'not-a-file', message: `${shown(path)} is a folder, not a file`, help: 'rename the folder' });
    return false;
  }
}
