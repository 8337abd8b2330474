import type { Json } from '../model/json.ts';

/** How deep JSON may be nested that comes from outside: deeper than any request or answer, shallower than the stack. */
const deepest = 500;

/** The JSON that a text holds, or in a few words why it holds none. */
export function parseJson(text: string): { readonly value: Json } | { readonly wrong: string } {
  if (text.trim() === '') return { wrong: 'the text is empty' };
  // What walks over the value later does so by recursion.
  if (text.length > deepest && isTooDeep(text)) return { wrong: `it is nested deeper than ${deepest} levels` };
  try {
    const value: Json = JSON.parse(text);
    return { value };
  } catch (error) {
    if (/^\s*```/.test(text)) return { wrong: 'it stands in a Markdown code fence' };
    // V8 quotes the whole text behind its reason; the reason is enough here.
    const reason = error instanceof Error ? error.message.replace(/, (\.\.\.)?".*$/s, '') : String(error);
    return { wrong: reason.charAt(0).toLowerCase() + reason.slice(1) };
  }
}

/** Counts brackets outside of strings. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === openBracket || code === openBrace) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === closeBracket || code === closeBrace) depth -= 1;
  }
  return false;
}

/** The closing quote of the string that begins here, or the end of the text. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
