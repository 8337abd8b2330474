import { writeSync } from 'node:fs';

/** Writes all of it to an open file: a disk that is full takes a part at first. Throws what the file system says. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
}
