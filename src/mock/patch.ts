import { isObject } from '../lib/is-object.ts';
import { writeAt } from '../lib/write-at.ts';
import type { Json } from '../model/json.ts';

/**
 * Writes `patch` (JSON Pointer → value) over a body and gives the result; undefined (`${{ omit }}`) removes.
 *
 * Throws where a pointer leads into a list by something that is no index of it.
 */
export function applyPatch(body: Json, patch: Json | undefined): Json {
  if (!isObject(patch)) return body;
  const written = Object.entries(patch as { readonly [pointer: string]: Json | undefined });
  return written.reduce((at: Json, [pointer, value]) => {
    const patched = writeAt(at, pointer, value);
    if ('wrong' in patched) throw new Error(`the patch ${pointer} hits nothing: ${patched.wrong}`);
    return patched.value ?? null;
  }, body);
}
