import type { Json, Path } from '../model/json.ts';
import { isObject } from './is-object.ts';

/** The first place at which two JSON values differ; undefined stands for what is not there. */
export interface Difference {
  readonly path: Path;
  readonly one: Json | undefined;
  readonly other: Json | undefined;
}

/** Keys are looked at in the order of the first value, then those that only the other has. */
export function firstDifference(one: Json, other: Json, path: Path = []): Difference | undefined {
  if (one === other) return undefined;
  if (Array.isArray(one) && Array.isArray(other)) {
    const [a, b]: [readonly Json[], readonly Json[]] = [one, other];
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
      const found = differenceAt(a[at], b[at], [...path, at]);
      if (found) return found;
    }
    return undefined;
  }
  if (isObject(one) && isObject(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = differenceAt(one[key], other[key], [...path, key]);
      if (found) return found;
    }
    return undefined;
  }
  return { path, one, other };
}

function differenceAt(one: Json | undefined, other: Json | undefined, path: Path): Difference | undefined {
  if (one === undefined || other === undefined) return one === other ? undefined : { path, one, other };
  return firstDifference(one, other, path);
}
