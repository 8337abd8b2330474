import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/**
 * Holds a text that people read against the file it is kept in. Escapes are kept as `␛`, so that a diff can be read.
 * The file is written only with UPDATE_GOLDENS=1; look at the diff before you commit it.
 */
export function expectGolden(file: string, text: string): void {
  const actual = text.replaceAll('\u001b', '␛');
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
