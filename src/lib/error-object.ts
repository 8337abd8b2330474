import type { Json, JsonObject } from '../model/json.ts';
import { isObject } from './is-object.ts';

/**
 * The error object of a body or an event: `{error: {…}}`, alone or as the first of a list (docs/facts.md 8.1). Where
 * the error is a text, as TGI and Ollama send it, the object that holds it is the error object. `status`: of an answer
 * that is not 2xx also the whole body, as vLLM and FastAPI refuse requests without an `error` in it.
 */
export function errorObject(json: Json | undefined, status = 200): JsonObject | undefined {
  const holder = Array.isArray(json) ? (json as readonly Json[])[0] : json;
  if (!isObject(holder)) return undefined;
  const error = holder['error'];
  if (isObject(error)) return error;
  // Some servers send `"error": null` beside an answer.
  if (typeof error === 'string' && error !== '') return holder;
  const isRefused = status < 200 || status > 299;
  return isRefused && !('choices' in holder) ? holder : undefined;
}
