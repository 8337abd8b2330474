import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../lib/parse-json.ts';
import type { StoredExchange } from '../model/stored-exchange.ts';
import type { SchemaError, Validator } from '../schema/builtin.ts';
import { loadValidator } from '../schema/builtin.ts';
import { casesFile, manifestFile } from './folders.ts';
import type { Manifest } from './manifest.ts';
import { readExchanges } from './read-exchanges.ts';
import type { StoredCase } from './stored-case.ts';

/** A run bundle, read back. */
export interface Bundle {
  readonly folder: string;
  readonly manifest: Manifest;
  /** What became of each case, by its hash: the last line counts. Of cases that were planned once, too. */
  readonly results: ReadonlyMap<string, StoredCase>;
  /** Ids of planned cases that have no result: the run was killed, or is still going on. */
  readonly missing: readonly string[];
  /** Lines that cannot be read: the last one, where the run was killed while it was written. */
  readonly unreadable: number;
  /** What a case sent and received; undefined where that is not in the bundle, or not whole. */
  exchangesOf(stored: StoredCase): readonly StoredExchange[] | undefined;
}

/** Reads the folder of a bundle, however its run ended; `wrong` says in a sentence why it is none. */
export async function openBundle(folder: string): Promise<{ readonly bundle: Bundle } | { readonly wrong: string }> {
  const [isCase, isExchanges] = await Promise.all([loadValidator('bundle-case'), loadValidator('bundle-exchanges')]);
  const read = await readManifest(folder);
  if ('wrong' in read) return read;
  const { manifest } = read;
  const { results, unreadable } = readCases(folder, isCase);
  const missing = manifest.cases.flatMap(({ id, hash }) => (results.has(hash) ? [] : [id]));
  const exchangesOf: Bundle['exchangesOf'] = ({ id, exchanges }) => readExchanges(folder, id, exchanges, isExchanges);
  return { bundle: { folder, manifest, results, missing, unreadable, exchangesOf } };
}

/** Which run a folder holds. */
export async function readManifest(
  folder: string,
): Promise<{ readonly manifest: Manifest } | { readonly wrong: string }> {
  const errorsOf = await loadValidator('bundle');
  let text: string;
  try {
    text = readFileSync(join(folder, manifestFile), 'utf8');
  } catch {
    return { wrong: `there is no ${manifestFile} in ${folder} that can be read` };
  }
  const parsed = parseJson(text);
  if ('wrong' in parsed) return { wrong: `${manifestFile} in ${folder} is no JSON: ${parsed.wrong}` };
  const [error] = errorsOf(parsed.value);
  if (error) return { wrong: `${manifestFile} in ${folder} is no manifest of this version: ${inWords(error)}` };
  // What conforms to the schema has this type.
  return { manifest: parsed.value as unknown as Manifest };
}

function inWords({ instancePath, message = 'it does not conform' }: SchemaError): string {
  return instancePath === '' ? message : `${instancePath} ${message}`;
}

function readCases(folder: string, errorsOf: Validator): { results: Map<string, StoredCase>; unreadable: number } {
  const results = new Map<string, StoredCase>();
  let unreadable = 0;
  for (const line of readLines(join(folder, casesFile))) {
    const parsed = parseJson(line);
    if ('wrong' in parsed || errorsOf(parsed.value).length > 0) {
      unreadable += 1;
      continue;
    }
    const stored = parsed.value as unknown as StoredCase;
    results.set(stored.hash, stored);
  }
  return { results, unreadable };
}

/** A run that was killed before its first line has no file. */
function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}
