import { isObject } from '../lib/is-object.ts';
import { fromPointer } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Writes `patch` (JSON Pointer → value) over a completion, on a copy. A pointer that hits nothing adds its key. */
export function applyPatch(completion: JsonObject, patch: Json | undefined): JsonObject {
  if (!isObject(patch)) return completion;
  const copy = structuredClone(completion) as Record<string, unknown>;
  for (const [pointer, value] of Object.entries(patch)) {
    const steps = fromPointer(pointer);
    const last = steps.pop();
    let at: unknown = copy;
    for (const step of steps)
      at = isObject(at) || Array.isArray(at) ? (at as Record<string, unknown>)[step] : undefined;
    if (last !== undefined && at !== null && typeof at === 'object') (at as Record<string, unknown>)[last] = value;
  }
  return copy as JsonObject;
}
