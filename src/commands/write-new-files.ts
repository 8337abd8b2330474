import { lstatSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { shownPath } from '../scenarios/shown-path.ts';
import { usageError } from './invocation.ts';

export interface NewFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** What it is for, in a few words; absent where nobody needs to know. */
  readonly says?: string;
}

/** Writes all of them, or none and says why: what is there stays as it is, and what was begun is taken back. */
export function writeNewFiles(files: readonly NewFile[], cwd: string): Diagnostic | undefined {
  const there = files.filter(({ path }) => exists(path));
  if (there.length > 0) {
    const names = there.map(({ path }) => shownPath(path, cwd)).join(', ');
    const help = there.length === 1 ? 'move it away, or name another place' : 'move them away, or name another place';
    return usageError(
      'file-exists',
      `${names} ${there.length === 1 ? 'is' : 'are'} there already; nothing was written`,
      help,
    );
  }
  const undo: (() => void)[] = [];
  let at = cwd;
  try {
    for (const { path, text } of files) {
      at = path;
      const folder = mkdirSync(dirname(path), { recursive: true });
      if (folder !== undefined) undo.push(() => removeFolders(dirname(path), folder));
      // `wx`: what appeared in the meantime is not written over either.
      writeFileSync(path, text, { flag: 'wx' });
      undo.push(() => rmSync(path));
    }
    return undefined;
  } catch (error) {
    for (const step of undo.reverse()) step();
    return usageError('cannot-write', cannotWrite(shownPath(at, cwd), error), 'nothing was written');
  }
}

/** Also a link that leads nowhere is something. Below a file there is nothing. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

export function cannotWrite(shown: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Node adds the call and the path: `EACCES: permission denied, open '/…'`.
  return `${shown} cannot be written: ${message.replace(/, [a-z]+ '[^']*'$/, '')}`;
}

/** The folders that were made on the way, from the inmost to the first. */
function removeFolders(inmost: string, first: string): void {
  for (let folder = inmost; folder.length >= first.length; folder = dirname(folder)) rmdirSync(folder);
}
