import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseJson } from '../lib/parse-json.ts';
import type { EndpointKind, TransportName } from '../model/names.ts';
import type { StoredExchange } from '../model/stored-exchange.ts';
import { loadValidator } from '../schema/builtin.ts';
import { isWhole } from '../wire/stored-exchanges.ts';

/** A file in `recordings/`, by `schemas/recording.schema.json`. */
export interface Recording {
  readonly version: 1;
  /** `2026-11-24T12:00:00.000Z` */
  readonly recorded: string;
  readonly model?: string;
  readonly endpoint: EndpointKind;
  readonly transport: TransportName;
  /** One for each step. */
  readonly exchanges: readonly StoredExchange[];
}

/** Undefined where there is no such file; `wrong` says in a sentence why it cannot be used. */
export async function readRecording(
  file: string,
): Promise<{ readonly recording: Recording } | { readonly wrong: string } | undefined> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const parsed = parseJson(text);
  if ('wrong' in parsed) return { wrong: `it is no JSON: ${parsed.wrong}` };
  const [error] = (await loadValidator('recording'))(parsed.value);
  if (error) return { wrong: `it is no recording: ${error.instancePath} ${error.message ?? 'does not conform'}` };
  // What conforms to the schema has this type.
  const recording = parsed.value as unknown as Recording;
  const damaged = recording.exchanges.findIndex((exchange) => !isWhole(exchange));
  if (damaged >= 0) return { wrong: `it was damaged: the reads in /exchanges/${damaged} are not those of its body` };
  return { recording };
}

/** Whole or not at all: a reader never sees half a file. Throws what the file system throws. */
export function writeRecording(file: string, recording: Recording): void {
  mkdirSync(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(half, `${JSON.stringify(recording, undefined, 2)}\n`);
    renameSync(half, file);
  } finally {
    rmSync(half, { force: true });
  }
}
