import { join } from 'node:path';
import { sha256 } from '../lib/sha256.ts';
import type { Case } from '../model/case.ts';

export const recordingsFolder = 'recordings';

/** Names of files may have 255 bytes on most machines. */
const longest = 200;

/**
 * Where the recording of a case lies, below its suite: `recordings/<scenario id>/<row>.json`. All transports of a
 * row share it. The row is the part of the case's id in brackets, `/` as `%2F`; `_` where there is none. A repeat but
 * the first adds its number: `_#2.json`.
 */
export function recordingPath({ scenario, group, repeat }: Pick<Case, 'scenario' | 'group' | 'repeat'>): string {
  const [, inBrackets = ''] = /\[(.*)\]$/s.exec(group.id) ?? [];
  // `transport` is a reserved name of an axis and stands last.
  const row = inBrackets.replace(/,?transport=[^,]*$/, '').replaceAll('/', '%2F');
  const name = row.length > longest ? `${row.slice(0, longest)}~${digest(row)}` : row;
  return join(
    recordingsFolder,
    ...scenario.id.split('/'),
    `${name === '' ? '_' : name}${repeat > 1 ? `#${repeat}` : ''}.json`,
  );
}

function digest(text: string): string {
  return sha256(text).slice(0, 12);
}
