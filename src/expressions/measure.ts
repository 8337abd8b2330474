import type { Json } from '../model/json.ts';

/** Characters of a value that was filled in, as JSON: more than the largest request with images has. */
export const mostCharacters = 32 * 1024 * 1024;

const sizes = new WeakMap<object, number>();

/**
 * Would this be more JSON than anybody means? A part that stands in many places takes memory once, but is written as
 * often as it stands there. Each part is measured once, however many rows share it.
 */
export function isTooLarge(value: Json): boolean {
  return sizeOf(value) > mostCharacters;
}

function sizeOf(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (value === null || typeof value !== 'object') return 8;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 2;
  if (Array.isArray(value)) for (const item of value as readonly Json[]) size += sizeOf(item) + 1;
  else for (const [key, item] of Object.entries(value)) size += key.length + 4 + sizeOf(item);
  sizes.set(value, size);
  return size;
}
