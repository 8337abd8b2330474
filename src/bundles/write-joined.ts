import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bundleName,
  casesFile,
  exchangesFolder,
  ignoreFolder,
  manifestFile,
  ownFolder,
  runsFolder,
} from './folders.ts';
import { type Manifest, renderManifest } from './manifest.ts';
import type { Bundle } from './open-bundle.ts';
import { readStored } from './read-exchanges.ts';
import { type StoredAt, type StoredCase, storeCase } from './stored-case.ts';

/**
 * Writes the cases of several bundles as one below `cwd`, whole or not at all, and gives its folder. Throws what the file
 * system says.
 */
export function writeJoined(
  cwd: string,
  {
    manifest,
    cases,
  }: { readonly manifest: Manifest; readonly cases: readonly { readonly stored: StoredCase; readonly from: Bundle }[] },
  now: Date,
): string {
  const folder = join(cwd, runsFolder, bundleName(now, process.pid));
  const draft = `${folder}.new`;
  try {
    mkdirSync(join(draft, exchangesFolder), { recursive: true });
    ignoreFolder(join(cwd, ownFolder));
    const file = `${exchangesFolder}/1.jsonl`;
    let offset = 0;
    const lines: string[] = [];
    const exchanges: Buffer[] = [];
    for (const { stored, from } of cases) {
      const { hash, exchanges: before, ...record } = stored;
      // What is not whole is not taken over.
      const bytes = from.exchangesOf(stored) && readStored(from.folder, before);
      let at: StoredAt | undefined;
      if (bytes) {
        at = { file, offset, length: bytes.length };
        exchanges.push(bytes, newline);
        offset += bytes.length + newline.length;
      }
      lines.push(`${storeCase(record, hash, at)}\n`);
    }
    if (offset > 0) writeFileSync(join(draft, file), Buffer.concat(exchanges));
    else rmSync(join(draft, exchangesFolder), { recursive: true });
    writeFileSync(join(draft, casesFile), lines.join(''));
    writeFileSync(join(draft, manifestFile), renderManifest(manifest));
    renameSync(draft, folder);
    return folder;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const newline = Buffer.from('\n');
