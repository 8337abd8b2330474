import type { Json } from '../model/json.ts';

/**
 * Levels of lists and objects that are read. What is nested deeper would exhaust the stack of whatever walks through
 * it, so that one hostile answer ended the run; readers may set such a limit (RFC 8259, section 9).
 */
const deepest = 512;

/** A JSON value, or why a text holds none that can be read. */
export type ParsedJson = { readonly value: Json } | { readonly wrong: string };

/** The JSON that a text from a service holds. */
export function parseJson(text: string): ParsedJson {
  try {
    const value: Json = JSON.parse(text);
    return isTooDeep(text) ? { wrong: `it is nested deeper than ${deepest} levels` } : { value };
  } catch (error) {
    // V8 quotes the whole text behind its reason; the reason is enough.
    const reason = error instanceof Error ? error.message.replace(/, (\.\.\.)?".*$/s, '') : String(error);
    return { wrong: reason.charAt(0).toLowerCase() + reason.slice(1) };
  }
}

/** Asked of JSON only. A level takes two characters, so that most texts need not be looked at. */
function isTooDeep(text: string): boolean {
  if (text.length <= deepest * 2) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at);
        break;
      case '[':
      case '{':
        depth += 1;
        if (depth > deepest) return true;
        break;
      case ']':
      case '}':
        depth -= 1;
    }
  }
  return false;
}

/** Where the string that starts at a quote ends: the place of its closing quote. Asked of JSON only. */
export function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
