import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { Json, JsonObject } from '../model/json.ts';

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
export function jsonOf(text: string): Json | undefined {
  const parsed = parseJson(text);
  return 'value' in parsed ? parsed.value : undefined;
}
