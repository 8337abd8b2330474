import { endOfString, type ParsedJson, parseJson } from '../lib/parse-json.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** A text that was parsed, in which one string may stand for another. */
interface Template {
  /** All before and all behind the string, its quotes included. */
  readonly head: string;
  readonly tail: string;
  /** What the string is in, from the inside out, and under which key. The outermost is the value. */
  readonly holders: readonly (readonly [holder: Holder, key: string])[];
}

type Holder = readonly Json[] | JsonObject;

/**
 * Parses the chunks of one stream, as `parseJson` does. Most of them are the one before with another string in one
 * place: then that string is put into the value that is known already. Parsing is most of what a chunk costs, and this
 * takes a third of it.
 *
 * A JSON text in which one string is replaced by another has the same value but for that string, if the string is a
 * value and no later key of the same name hides it. Both are found out by parsing the text with a mark in its place.
 */
export function createChunkParser(): (text: string) => ParsedJson {
  let template: Template | undefined;
  let previous = '';
  /** Texts until the next attempt at a template; twice as many after each that was of no use. */
  let pause = 0;
  let patience = 1;

  return (text) => {
    const filled = template && fill(template, text);
    const parsed = filled === undefined ? parseJson(text) : { value: filled };
    if (filled !== undefined) {
      pause = 0;
      patience = 1;
    } else if (pause > 0) pause -= 1;
    else if ('value' in parsed) {
      template = findTemplate(previous, text, parsed.value);
      pause = patience;
      patience = Math.min(2 * patience, 64);
    }
    previous = text;
    return parsed;
  };
}

/** The value of a text that differs from a template in its string alone; undefined where more differs. */
function fill({ head, tail, holders }: Template, text: string): Json | undefined {
  const end = text.length - tail.length;
  // Slices cost nothing, and comparing two texts is quicker than startsWith.
  if (end < head.length || text.slice(0, head.length) !== head || text.slice(end) !== tail) return undefined;
  const inside = text.slice(head.length, end);
  if (plain.test(inside)) return put(inside, holders);
  return literal.test(inside) ? put(JSON.parse(`"${inside}"`), holders) : undefined;
}

/** What stands between the quotes of a JSON string (RFC 8259, section 7): as it is, or with escapes. */
const plain = /^[^"\\\u0000-\u001f]*$/;
const literal = /^(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*$/;

/** A copy of the value with another string in it; what is not on the way to that is shared. */
function put(string: string, holders: Template['holders']): Json {
  let inner: Json = string;
  for (const [holder, key] of holders) {
    const copy = (Array.isArray(holder) ? holder.slice() : { ...holder }) as Record<string, Json>;
    copy[key] = inner;
    inner = copy as Json;
  }
  return inner;
}

/** Where two texts begin to differ there is the string that changes; undefined where it is something else. */
function findTemplate(before: string, text: string, value: Json): Template | undefined {
  const string = stringAt(text, firstDifference(before, text));
  if (!string) return undefined;
  const head = text.slice(0, string.start + 1);
  const tail = text.slice(string.end);
  const holders = holdersOfDifference(value, JSON.parse(`${head}\\u0000${tail}`));
  return holders && { head, tail, holders };
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

/** The string of a JSON text that a position is in: the places of its quotes. */
function stringAt(text: string, position: number): { readonly start: number; readonly end: number } | undefined {
  let start = text.indexOf('"');
  while (start !== -1 && start <= position) {
    const end = endOfString(text, start);
    if (position <= end) return { start, end };
    start = text.indexOf('"', end + 1);
  }
  return undefined;
}

/** What holds the one string that two values of the same structure differ in; undefined where there is none. */
function holdersOfDifference(a: Json | undefined, b: Json | undefined): Template['holders'] | undefined {
  if (typeof a === 'string' && typeof b === 'string') return a === b ? undefined : [];
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return undefined;
  for (const key of Object.keys(a)) {
    // Written to a copy it would be no key.
    if (key === '__proto__') continue;
    const inner = holdersOfDifference((a as JsonObject)[key], (b as JsonObject)[key]);
    if (inner) return [...inner, [a as Holder, key]];
  }
  return undefined;
}
