import type { Json, JsonObject } from '../model/json.ts';
import { isObject } from './is-object.ts';
import { fromPointer } from './json-pointer.ts';

/** The value with something written into it (undefined: nothing is left of it), or why that cannot be. */
export type Rewritten = { readonly value: Json | undefined } | { readonly wrong: string };

/**
 * Writes `item` at a JSON Pointer and gives the result; the value stays as it is. Maps that are missing on the way are
 * made, `-` is the end of a list, and undefined removes. A pointer into a list by what is no index of it hits nothing.
 */
export function writeAt(value: Json, pointer: string, item: Json | undefined): Rewritten {
  return write(value, fromPointer(pointer), item);
}

function write(at: Json | undefined, [step, ...rest]: readonly string[], item: Json | undefined): Rewritten {
  if (step === undefined) return { value: item };
  if (Array.isArray(at)) {
    const list: readonly Json[] = at;
    const index = step === '-' ? list.length : Number(/^(?:0|[1-9]\d*)$/.test(step) ? step : Number.NaN);
    if (!(index <= list.length)) return { wrong: `there is a list of ${list.length}` };
    const inner = write(list[index], rest, item);
    if ('wrong' in inner) return inner;
    const kept = inner.value === undefined ? [] : [inner.value];
    return { value: [...list.slice(0, index), ...kept, ...list.slice(index + 1)] };
  }
  const { [step]: before, ...others }: JsonObject = isObject(at) ? at : {};
  const inner = write(before, rest, item);
  if ('wrong' in inner) return inner;
  if (inner.value === undefined) return { value: others };
  // A key that was there keeps its place among the others.
  return {
    value: before === undefined ? { ...others, [step]: inner.value } : { ...(at as JsonObject), [step]: inner.value },
  };
}
