import { type Difference, firstDifference } from '../lib/first-difference.ts';
import { isObject } from '../lib/is-object.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { Redactor } from '../lib/redact.ts';
import { showValue } from '../lib/show-value.ts';
import type { Json } from '../model/json.ts';

/**
 * How the body that is sent differs from the one that was recorded, in words; undefined where it does not. Both are
 * looked at redacted. `unset`: variables of the environment whose name stands in the body for a value that only the
 * recording has.
 */
export function differingRequest(
  recorded: string,
  sent: string,
  redact: Redactor,
  unset: ReadonlySet<string>,
): string | undefined {
  const [before, now] = [parseJson(recorded), parseJson(redact(sent))];
  if ('wrong' in before || 'wrong' in now) {
    return recorded === redact(sent) ? undefined : 'the text of the request is not the one that was recorded';
  }
  const difference = firstDifference(before.value, open(now.value, before.value, unset));
  return difference && inWords(difference);
}

/** Takes over from the recording what the environment does not say. */
function open(now: Json, before: Json | undefined, unset: ReadonlySet<string>): Json {
  if (typeof now === 'string') return typeof before === 'string' && fits(before, now, unset) ? before : now;
  if (Array.isArray(now)) {
    const list = Array.isArray(before) ? (before as readonly Json[]) : [];
    return (now as readonly Json[]).map((item, index) => open(item, list[index], unset));
  }
  if (!isObject(now)) return now;
  const map = isObject(before) ? before : {};
  return Object.fromEntries(Object.entries(now).map(([key, value]) => [key, open(value, map[key], unset)]));
}

/** Is the recorded text the one that is sent, with any values in the place of these names? */
function fits(before: string, now: string, unset: ReadonlySet<string>): boolean {
  const names = [...unset].filter((name) => now.includes(name));
  if (names.length === 0) return false;
  const pieces = now.split(new RegExp(`\\b(?:${names.join('|')})\\b`));
  const last = pieces.pop() ?? '';
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = before.indexOf(piece, at);
    if (found === -1 || (index === 0 && found > 0)) return false;
    at = found + piece.length;
  }
  return before.length - last.length >= at && before.endsWith(last);
}

function inWords({ path, one, other }: Difference): string {
  const show = (value: Json | undefined) => (value === undefined ? 'nothing' : showValue(value, 60));
  return `${toPointer(path) || 'the request'} was ${show(one)} when it was recorded, and is ${show(other)} now`;
}
