import { isObject } from '../lib/is-object.ts';
import type { Json } from '../model/json.ts';

/**
 * What two deltas say at one key, as one value: objects are merged down to `depth` levels, of the rest the later value
 * holds, and null says nothing.
 */
export function mergeJson(before: Json | undefined, after: Json, depth = 4): Json {
  if (before === undefined) return after;
  if (after === null) return before;
  if (depth === 0 || !isObject(before) || !isObject(after)) return after;
  const merged = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(after)) merged.set(key, mergeJson(merged.get(key), value, depth - 1));
  return Object.fromEntries(merged);
}
