import { readFileSync, statSync } from 'node:fs';
import type { Diagnostic } from '../model/diagnostic.ts';
import { filePlace } from './text-places.ts';

/** Codes of what `readText` finds wrong. */
export type TextCode = 'unreadable-file' | 'not-a-file' | 'file-too-large' | 'not-text';

/** Bytes a file that people write may have (docs/reference/format.md#limits). */
export const maxFileBytes = 1024 * 1024;

/**
 * The text of a file that a person wrote: UTF-8, at most 1 MiB, a byte order mark left out. The size is asked for
 * before anything is read; what is no plain file (a folder, a pipe) is not opened.
 */
export function readText(file: string, shown: string): { text: string } | { diagnostic: Diagnostic } {
  let bytes: Buffer;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return refuse('not-a-file', `${shown} is ${kindOf(stat)}, not a file`);
    if (stat.size > maxFileBytes) {
      const size = `${(stat.size / 1024 / 1024).toFixed(1)} MiB`;
      const help = 'split the file, or keep long texts in files of their own and read them with file(…) or json(…)';
      return refuse('file-too-large', `${shown} has ${size}; at most 1 MiB is read`, help);
    }
    bytes = readFileSync(file);
  } catch (error) {
    return refuse('unreadable-file', `${shown} cannot be read: ${reason(error)}`);
  }
  const text = decode(bytes);
  if (text !== undefined) return { text };
  const help = 'save it as UTF-8; files that are not text are read with base64(…)';
  return refuse('not-text', `${shown} is not text in UTF-8`, help);

  function refuse(code: TextCode, message: string, help?: string): { diagnostic: Diagnostic } {
    const place = filePlace(shown);
    return { diagnostic: { severity: 'error', code, message, ...(help === undefined ? {} : { help }), place } };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    // `fatal`: the bytes are not UTF-8, which is what the caller says.
    return undefined;
  }
}

function kindOf(stat: { isDirectory(): boolean }): string {
  return stat.isDirectory() ? 'a folder' : 'a pipe, a socket or a device';
}

/** Why the operating system refused, in words. */
function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: { readonly [code: string]: string } = {
    ENOENT: 'it does not exist',
    EACCES: 'no permission',
    EPERM: 'no permission',
    ELOOP: 'its links lead back to themselves',
    ENOTDIR: 'a part of its path is not a folder',
    ENAMETOOLONG: 'its path is too long',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}
