import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../lib/parse-json.ts';
import type { StoredExchange } from '../model/stored-exchange.ts';
import type { Validator } from '../schema/builtin.ts';
import type { StoredExchanges } from '../wire/stored-exchanges.ts';
import type { StoredAt } from './stored-case.ts';

/** What a case sent and received, by its line in a bundle; undefined where that is not there, or not whole. */
export function readExchanges(
  folder: string,
  id: string,
  at: StoredAt | undefined,
  errorsOf: Validator = () => [],
): readonly StoredExchange[] | undefined {
  const bytes = readStored(folder, at);
  if (!bytes) return undefined;
  const parsed = parseJson(bytes.toString());
  if ('wrong' in parsed || errorsOf(parsed.value).length > 0) return undefined;
  const { id: of, exchanges } = parsed.value as unknown as StoredExchanges;
  return of === id ? exchanges : undefined;
}

/** The bytes of a line, without its end; undefined where they are not there. */
export function readStored(folder: string, at: StoredAt | undefined): Buffer | undefined {
  if (!at) return undefined;
  const { file, offset, length } = at;
  const bytes = Buffer.alloc(length);
  try {
    const handle = openSync(join(folder, file), 'r');
    try {
      return readSync(handle, bytes, 0, length, offset) < length ? undefined : bytes;
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}
