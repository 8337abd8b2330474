import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { PlaceAt } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { marker, variablesIn } from './expression-text.ts';
import { jsonErrorAt } from './json-error.ts';
import type { ShellPiece, ShellText } from './shell-text.ts';

/**
 * The JSON of a body, with a marker where a variable stands; undefined with an error among the diagnostics. A body
 * that is no JSON only because a page shows it with a backslash at each line of a quoted text is mended, with a warning.
 */
export function readBody(
  body: ShellText,
  placeAt: PlaceAt,
): { readonly json?: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  const { text, offsetOf, wrong } = joined(body, placeAt);
  if (wrong.some(({ severity }) => severity === 'error')) return { diagnostics: wrong };
  const found = parseJson(text);
  if ('value' in found) return asObject(found.value, wrong);
  const mended = withoutBackslashes(text);
  const again = mended === undefined ? found : parseJson(mended.text);
  if (mended !== undefined && 'value' in again) {
    const at = offsetOf(mended.first);
    const warning: Diagnostic = {
      severity: 'warning',
      code: 'backslash-in-body',
      message:
        'the body is no JSON as it is printed: in quotes like these a backslash at the end of a line is sent, not read by the shell. It was imported without them',
      help: 'leave the backslashes out of the body; curl would get a 400 for it',
      place: placeAt(at, at + 1),
    };
    return asObject(again.value, [...wrong, warning]);
  }
  const at = offsetOf(jsonErrorAt(text));
  const reason = 'wrong' in found ? found.wrong : '';
  const help = text.trim() === '' ? 'is the input missing?' : 'mend it; what is sent is what stands in the quotes';
  const error: Diagnostic = {
    severity: 'error',
    code: 'body-not-json',
    message: `the body is no JSON: ${reason.replace(/ in JSON at position \d+.*$/, '')}`,
    help,
    place: placeAt(at, at + 1),
  };
  return { diagnostics: [...wrong, error] };

  function keyProblems(value: Json): Diagnostic[] {
    return variableKeys(value).map((name) => {
      const message = `$${name} stands in a key of the body, and keys cannot be expressions`;
      const place = placeAt(offsetOf(Math.max(0, text.indexOf(marker(name)))));
      return { severity: 'error', code: 'variable-in-key', message, help: 'write the key itself', place };
    });
  }

  function numberProblems(): Diagnostic[] {
    const lossy = lossyNumberAt(text);
    if (lossy === -1) return [];
    const message = 'the number has more digits than a number of JSON is read with';
    const place = placeAt(offsetOf(lossy));
    return [{ severity: 'error', code: 'lossy-number', message, help: 'write it with 15 digits or fewer', place }];
  }

  function asObject(value: Json, diagnostics: readonly Diagnostic[]) {
    const more = [...keyProblems(value), ...numberProblems()];
    if (isObject(value) && more.length === 0) return { json: value as JsonObject, diagnostics };
    if (more.length > 0) return { diagnostics: [...diagnostics, ...more] };
    const place = placeAt(offsetOf(0));
    const message = 'the body is JSON, but no object';
    const help = 'a chat-completions request is a map with a model and messages';
    return {
      diagnostics: [...diagnostics, { severity: 'error', code: 'body-not-json', message, help, place } as const],
    };
  }
}

/** An expression cannot be a key. */
function variableKeys(value: Json): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(variableKeys);
  if (!isObject(value)) return [];
  return Object.entries(value as JsonObject).flatMap(([key, each]) => [...variablesIn(key), ...variableKeys(each)]);
}

/** Where a whole number stands that has more digits than JSON numbers carry; -1: nowhere. */
function lossyNumberAt(text: string): number {
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|(-?\d{16,})(?![\d.eE])/gs);
  for (const { 1: digits, index } of tokens) {
    if (digits !== undefined && !Number.isSafeInteger(Number(digits))) return index;
  }
  return -1;
}

interface Joined {
  readonly text: string;
  /** Where in the source a character of the text stands. */
  readonly offsetOf: (index: number) => number;
  readonly wrong: readonly Diagnostic[];
}

/** One text of all pieces. A variable that is no part of a JSON string becomes one. */
function joined(body: ShellText, placeAt: PlaceAt): Joined {
  const starts: { readonly index: number; readonly piece: ShellPiece; readonly length: number }[] = [];
  const wrong: Diagnostic[] = [];
  let text = '';
  let inString = false;
  for (const piece of body) {
    const place = placeAt(piece.at, piece.at + piece.text.length + 1);
    let added = piece.text;
    if (piece.kind === 'output') {
      const message = `what $(${piece.text}) prints is not known: nothing is run here`;
      const help = 'put its output in its place';
      wrong.push({ severity: 'error', code: 'unknown-output', message, help, place });
    } else if (piece.kind === 'variable') {
      added = inString ? marker(piece.text) : `"${marker(piece.text)}"`;
      if (!inString) {
        const message = `\${{ env.${piece.text} }} is text, and $${piece.text} stands where JSON has a value of any type`;
        wrong.push({ severity: 'warning', code: 'variable-as-value', message, help: 'write the value itself', place });
      }
    } else inString = isStringOpen(piece.text, inString);
    starts.push({ index: text.length, piece, length: added.length });
    text += added;
  }
  const offsetOf = (index: number) => {
    const { piece, index: start } = starts.findLast((each) => each.index <= index && each.length > 0) ?? { index: 0 };
    if (!piece) return 0;
    return piece.kind === 'literal' ? piece.at + Math.min(index - start, piece.text.length) : piece.at;
  };
  return { text, offsetOf, wrong };
}

function isStringOpen(text: string, before: boolean): boolean {
  let open = before;
  for (let at = 0; at < text.length; at++) {
    if (open && text[at] === '\\') at += 1;
    else if (text[at] === '"') open = !open;
  }
  return open;
}

/** Without backslashes in front of a line break outside of strings, where JSON has none; undefined: there are none. */
function withoutBackslashes(text: string): { readonly text: string; readonly first: number } | undefined {
  let open = false;
  let first: number | undefined;
  let mended = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\' && !open && /^[ \t]*\r?(?:\n|$)/.test(text.slice(at + 1, at + 200))) {
      first ??= at;
      continue;
    }
    mended += char;
    if (open && char === '\\') {
      at += 1;
      mended += text[at] ?? '';
    } else if (char === '"') open = !open;
  }
  return first === undefined ? undefined : { text: mended, first };
}
