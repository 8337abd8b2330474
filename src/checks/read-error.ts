import { isObject } from '../lib/is-object.ts';
import type { ResponseOutcome } from '../model/exchange.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Refusal } from './explain-status.ts';

/** Status and error of a response, read without the rest: a retry is decided before an answer is read. */
export function readError({ status, body }: ResponseOutcome): Refusal {
  // An error says what it has to say in its first bytes; the rest of a page is of no interest.
  const text = new TextDecoder().decode(body.bytes.subarray(0, 65_536));
  const error = unwrapError(parse(text));
  return error ? { status, error } : { status, text };
}

/** The error object of an envelope, alone or as the first of a list (fact sheet 8.1). */
export function unwrapError(json: Json | undefined): JsonObject | undefined {
  const envelope = Array.isArray(json) ? (json as readonly Json[])[0] : json;
  const error = isObject(envelope) ? envelope['error'] : undefined;
  return isObject(error) ? error : undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // A page, a plain text: shown as it is.
    return undefined;
  }
}
