import { sha256 } from '../lib/sha256.ts';
import type { Json, JsonObject } from '../model/json.ts';

/**
 * `managed/stream-a-story[model=google/gemini-3.8-flash,transport=sdk]`: from what its author wrote, never from the
 * environment, so that it is the same on every machine (docs/reference/format.md#ids). `stream`: only of a twin
 * (`parity`).
 */
export function caseId(scenario: string, row: JsonObject, transport: string, stream?: boolean): string {
  const parts = Object.entries(row).map(([axis, value]) => `${encode(axis)}=${encodeValue(value)}`);
  const twin = stream === undefined ? [] : [`stream=${stream}`];
  return `${scenario}[${[...parts, ...twin, `transport=${transport}`].join(',')}]`;
}

/** The scenario that a case is of: what stands in its id before its row, and before its repeat. */
export function scenarioOf(caseId: string): string {
  return caseId.replace(/\[[^[\]]*\](?:#\d+)?$/, '');
}

function encodeValue(value: Json): string {
  const isLong = typeof value === 'object' ? value !== null : String(value).length > 40;
  if (!isLong) return encode(String(value));
  return sha256(JSON.stringify(value)).slice(0, 8);
}

/** Percent-encodes everything outside `A-Za-z0-9._/-`. */
function encode(text: string): string {
  return text.replace(/[^A-Za-z0-9._/-]+/g, (part) =>
    [...Buffer.from(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
