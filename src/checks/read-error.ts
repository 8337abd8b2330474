import { errorObject } from '../lib/error-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { ResponseOutcome } from '../model/exchange.ts';
import type { Refusal } from './explain-status.ts';

/** Status and error of a response, read without the rest: a retry is decided before an answer is read. */
export function readError({ status, body }: ResponseOutcome): Refusal {
  // An error says what it has to say in its first bytes; the rest of a page is of no interest.
  const text = new TextDecoder().decode(body.bytes.subarray(0, 65_536));
  const parsed = parseJson(text);
  // A page, a plain text: shown as it is.
  const error = 'value' in parsed ? errorObject(parsed.value, status) : undefined;
  return error ? { status, error } : { status, text };
}
