import { decodeFragment } from '../lib/decode-fragment.ts';
import { isObject } from '../lib/is-object.ts';
import { fromPointer, valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import { mapSubschemas, visitSchemas } from './subschemas.ts';

/** Keywords whose schemas judge the value itself and not a part of it (JSON Schema core 10.2). */
const onTheSpot = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/**
 * Where a `$ref` leads back to itself without going into the value: to judge any value by it would never end. Undefined
 * where none does. The schema needs no other document; references that lead nowhere are none of its business.
 */
export function findEndless(schema: Json): Path | undefined {
  const open = new Set<Json>();
  const done = new Set<Json>();
  let found: Path | undefined;
  visitSchemas(schema, (each, path) => {
    if (found === undefined && isEndless(each)) found = [...path, ...(each['$ref'] === undefined ? [] : ['$ref'])];
  });
  return found;

  function isEndless(each: Json | undefined): boolean {
    if (!isObject(each) || done.has(each)) return false;
    if (open.has(each)) return true;
    open.add(each);
    const endless = isEndless(targetOf(each)) || beside(each).some(isEndless);
    open.delete(each);
    done.add(each);
    return endless;
  }

  function targetOf({ $ref: ref }: JsonObject): Json | undefined {
    if (typeof ref !== 'string' || !/^(?:#|$)/.test(ref)) return undefined;
    return valueAt(schema, fromPointer(decodeFragment(ref.slice(1)))) as Json | undefined;
  }
}

function beside(schema: JsonObject): Json[] {
  const found: Json[] = [];
  mapSubschemas(schema, (inner, [keyword]) => {
    if (onTheSpot.has(String(keyword))) found.push(inner);
    return inner;
  });
  return found;
}
