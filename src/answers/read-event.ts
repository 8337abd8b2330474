import { isObject } from '../lib/is-object.ts';
import type { StreamEvent } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { WirePiece } from '../wire/event-reader.ts';

/** What a piece of a stream means; `index` is its number, from 0. */
export function readEvent({ kind, text, offset }: WirePiece, index: number): StreamEvent {
  if (kind === 'comment') return { kind, index, offset, text };
  const prefixed = kind === 'data';
  if (prefixed && text.startsWith('[DONE]') && text.trimEnd() === '[DONE]') return { kind: 'done', index, offset };
  const value = parseJson(text);
  if (errorOf(value)) return { kind: 'error', index, offset, value: value ?? null, prefixed };
  if (prefixed && isObject(value)) return { kind: 'chunk', index, offset, chunk: value };
  return { kind: 'unparsable', index, offset, text, prefixed };
}

/**
 * The error object of a body or an event: `{error: {…}}`, alone or as the first of a list (fact sheet 8.1). Where the
 * error is a text, as TGI and Ollama send it, the object that holds it is the error object.
 */
export function errorOf(value: Json | undefined): JsonObject | undefined {
  const holder = unwrap(value);
  if (!isObject(holder)) return undefined;
  const error = holder['error'];
  // Some servers send `"error": null` beside an answer.
  if (isObject(error)) return error;
  return typeof error === 'string' && error !== '' ? holder : undefined;
}

/** The first of a list, or the value itself. */
export function unwrap(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? (value as readonly Json[])[0] : value;
}

/** Undefined where the text is no JSON, which is an answer of its own. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
