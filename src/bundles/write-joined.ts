import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAll } from '../lib/write-all.ts';
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

/** The manifest of a bundle, and its cases with the bundle that each is taken from. */
export interface ToWrite {
  readonly manifest: Manifest;
  readonly cases: readonly { readonly stored: StoredCase; readonly from: Bundle }[];
}

/**
 * Writes the cases of several bundles as one below `cwd`, whole or not at all, and gives its folder. Throws what the file
 * system says.
 */
export function writeJoined(cwd: string, { manifest, cases }: ToWrite, now: Date): string {
  const folder = join(cwd, runsFolder, bundleName(now, process.pid));
  const draft = `${folder}.new`;
  const file = `${exchangesFolder}/1.jsonl`;
  let exchanges: number | undefined;
  let offset = 0;
  const keep = (bytes: Buffer): StoredAt => {
    if (exchanges === undefined) {
      mkdirSync(join(draft, exchangesFolder));
      exchanges = openSync(join(draft, file), 'wx');
    }
    writeAll(exchanges, bytes);
    writeAll(exchanges, newline);
    const at = { file, offset, length: bytes.length };
    offset += bytes.length + newline.length;
    return at;
  };
  try {
    mkdirSync(draft, { recursive: true });
    ignoreFolder(join(cwd, ownFolder));
    const lines = cases.map(({ stored, from }) => {
      const { hash, exchanges: before, ...record } = stored;
      // What is not whole is not taken over.
      const bytes = from.exchangesOf(stored) && readStored(from.folder, before);
      return `${storeCase(record, hash, bytes && keep(bytes))}\n`;
    });
    writeFileSync(join(draft, casesFile), lines.join(''));
    writeFileSync(join(draft, manifestFile), renderManifest(manifest));
    renameSync(draft, folder);
    return folder;
  } finally {
    if (exchanges !== undefined) closeSync(exchanges);
    rmSync(draft, { recursive: true, force: true });
  }
}

const newline = Buffer.from('\n');
