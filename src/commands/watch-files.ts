import { relative } from 'node:path';

/** Follows the files of a suite. */
export interface FileWatch {
  close(): Promise<void>;
}

/** An editor writes a file in several steps, and a switch of branches many files. */
const quiet = 80;

const leftOut = new Set(['node_modules', '.git', '.vertex-scenarios']);

/**
 * Calls `changed` with absolute paths once nothing more has changed for a moment, and `failed` where files can no longer
 * be watched. Node's own recursive watching would do without a package, but on Linux it ends the process when a folder is
 * removed at the wrong moment (https://github.com/nodejs/node/issues/52018). Resolves when all files are followed.
 */
export async function watchFiles(
  root: string,
  changed: (files: readonly string[]) => void,
  failed: (error: Error) => void,
): Promise<FileWatch> {
  const { watch } = await import('chokidar');
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (path) =>
      relative(root, path)
        .split(/[\\/]/)
        .some((name) => leftOut.has(name)),
  });
  watcher.on('all', (kind, path) => {
    if (kind === 'addDir' || kind === 'unlinkDir') return;
    files.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const settled = [...files];
      files.clear();
      changed(settled);
    }, quiet);
  });
  watcher.on('error', (error) => failed(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
