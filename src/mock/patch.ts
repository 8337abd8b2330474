import { isObject } from '../lib/is-object.ts';
import { fromPointer } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';

/**
 * Writes `patch` (JSON Pointer → value) over a body and gives the result; the body stays as it is. Maps that are
 * missing on the way are made, `-` is the end of a list, and undefined (`${{ omit }}`) removes.
 *
 * Throws where a pointer leads into a list by something that is no index of it.
 */
export function applyPatch(body: Json, patch: Json | undefined): Json {
  if (!isObject(patch)) return body;
  const written = Object.entries(patch as { readonly [pointer: string]: Json | undefined });
  return written.reduce((at: Json, [pointer, value]) => write(at, fromPointer(pointer), value, pointer) ?? null, body);
}

function write(
  at: Json | undefined,
  [step, ...rest]: readonly string[],
  value: Json | undefined,
  pointer: string,
): Json | undefined {
  if (step === undefined) return value;
  if (Array.isArray(at)) {
    const list: readonly Json[] = at;
    const index = step === '-' ? list.length : Number(/^(?:0|[1-9]\d*)$/.test(step) ? step : Number.NaN);
    if (!(index <= list.length))
      throw new Error(`the patch ${pointer} hits nothing: there is a list of ${list.length}`);
    const item = write(list[index], rest, value, pointer);
    return [...list.slice(0, index), ...(item === undefined ? [] : [item]), ...list.slice(index + 1)];
  }
  const { [step]: before, ...others }: JsonObject = isObject(at) ? at : {};
  const item = write(before, rest, value, pointer);
  if (item === undefined) return others;
  // A key that was there keeps its place among the others.
  return before === undefined ? { ...others, [step]: item } : { ...(at as JsonObject), [step]: item };
}
