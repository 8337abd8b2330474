import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** One choice of a body or of a chunk, as it came. */
export interface WireChoice {
  readonly choice: JsonObject;
  /** Of a chunk; an empty object where it has none. */
  readonly delta: JsonObject;
  /** Undefined where it has none: only the rule `choices` cares, the others take its position. */
  readonly index: number | undefined;
  /** Index, or position where it has none. */
  readonly key: number;
  /** JSON Pointer. */
  readonly pointer: string;
}

/** What was asked last, and its answer: a chunk is looked at by one rule after the other. */
let last: { readonly value: JsonObject; readonly found: readonly WireChoice[] } | undefined;

/** The choices of a body or a chunk that are objects; what is none is said by the schema rules. */
export function choicesOf(value: Json | undefined): readonly WireChoice[] {
  if (!isObject(value)) return [];
  if (last?.value !== value) last = { value, found: findChoices(value) };
  return last.found;
}

function findChoices(value: JsonObject): readonly WireChoice[] {
  if (!Array.isArray(value['choices'])) return [];
  const found: WireChoice[] = [];
  let position = 0;
  for (const choice of value['choices'] as readonly Json[]) {
    if (isObject(choice)) {
      const index = typeof choice['index'] === 'number' ? choice['index'] : undefined;
      found.push({
        choice,
        delta: isObject(choice['delta']) ? choice['delta'] : empty,
        index,
        key: index ?? position,
        pointer: position === 0 ? '/choices/0' : `/choices/${position}`,
      });
    }
    position += 1;
  }
  return found;
}

const empty: JsonObject = {};

/** The object at a key, or an empty one. */
export function objectAt(holder: JsonObject, key: string): JsonObject {
  const value = holder[key];
  return isObject(value) ? value : empty;
}

const none: readonly JsonObject[] = [];

/** The objects of a list at a key. */
export function objectsAt(holder: JsonObject, key: string): readonly JsonObject[] {
  const value = holder[key];
  return Array.isArray(value) ? (value as readonly Json[]).filter((each) => isObject(each)) : none;
}
