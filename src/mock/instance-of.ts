import { decodeFragment } from '../lib/decode-fragment.ts';
import { isObject } from '../lib/is-object.ts';
import { fromPointer, valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { makeNumber, makeText } from './make-scalar.ts';

interface Way {
  readonly root: Json;
  /** References that led here. */
  readonly open: readonly string[];
  /** How many parts may still be made: a schema may branch without end. */
  readonly left: { parts: number };
  /** Which of several equal items this is, so that they can differ. */
  readonly nth: number;
}

/**
 * A small and plain instance of a schema (draft 2020-12); undefined where none was found: the schema has none, never
 * ends, or says too much with `not`, `if` or `contains`.
 */
export function instanceOf(schema: Json): Json | undefined {
  return make(schema, { root: schema, open: ['#'], left: { parts: 10_000 }, nth: 0 });
}

function make(schema: Json | undefined, way: Way): Json | undefined {
  way.left.parts -= 1;
  if (schema === undefined || schema === false || way.left.parts < 0) return undefined;
  if (!isObject(schema)) return 'text';
  const { $ref: ref, allOf, anyOf, oneOf, ...own } = schema;
  if (typeof ref === 'string') {
    // A definition inside of itself would never end: what can do without it does.
    if (way.open.includes(ref)) return undefined;
    const target = valueAt(way.root, fromPointer(decodeFragment(ref.replace(/^#/, ''))));
    const { $ref: _, ...beside } = schema;
    return make(merge(beside, target as Json | undefined), { ...way, open: [...way.open, ref] });
  }
  if (Array.isArray(allOf)) {
    const { allOf: _, ...beside } = schema;
    return make((allOf as readonly Json[]).reduce<Json | undefined>(merge, beside), way);
  }
  const branches = anyOf ?? oneOf;
  if (!Array.isArray(branches)) return makePlain(own, way);
  const beside = anyOf !== undefined && oneOf !== undefined ? { ...own, oneOf } : own;
  return firstOf(branches as readonly Json[], (branch) => make(merge(beside, branch), way));
}

/** Both schemas as one: properties together, of everything else that of the second. */
function merge(one: Json | undefined, two: Json | undefined): Json | undefined {
  if (two === true) return one;
  if (!isObject(one) || !isObject(two)) return two;
  const union = (key: 'required' | 'allOf') => [one[key] ?? [], two[key] ?? []].flat() as Json[];
  const properties: { [name: string]: Json } = { ...asMap(one['properties']) };
  for (const [name, part] of Object.entries(asMap(two['properties']))) {
    properties[name] = merge(properties[name] ?? true, part) ?? false;
  }
  const [required, allOf] = [union('required'), union('allOf')];
  return {
    ...one,
    ...two,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(allOf.length > 0 && { allOf }),
  };
}

function makePlain(schema: JsonObject, way: Way): Json | undefined {
  const { const: constant, enum: values, type } = schema;
  if (constant !== undefined) return constant;
  if (Array.isArray(values)) return (values as readonly Json[])[way.nth % values.length];
  const types = type === undefined ? [impliedType(schema)] : ([type].flat() as readonly Json[]);
  return firstOf(types, (name) => {
    if (name === 'object') return makeObject(schema, way);
    if (name === 'array') return makeArray(schema, way);
    if (name === 'number' || name === 'integer') return makeNumber(schema, name === 'integer', way.nth);
    if (name === 'boolean') return true;
    return name === 'null' ? null : makeText(schema, way.nth);
  });
}

function impliedType(schema: JsonObject): string {
  const says = (...keys: string[]) => keys.some((key) => schema[key] !== undefined);
  if (says('properties', 'required', 'additionalProperties', 'minProperties')) return 'object';
  if (says('items', 'prefixItems', 'minItems', 'contains')) return 'array';
  return says('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf') ? 'number' : 'string';
}

/** Every property there can be; what is required and cannot be made makes the whole impossible. */
function makeObject(schema: JsonObject, way: Way): Json | undefined {
  const properties = asMap(schema['properties']);
  const others = schema['additionalProperties'] ?? true;
  const required = (Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : []).map(String);
  const made: { [name: string]: Json } = {};
  for (const name of new Set([...Object.keys(properties), ...required])) {
    const value = make(properties[name] ?? others, { ...way, nth: 0 });
    if (value !== undefined) made[name] = value;
    else if (required.includes(name)) return undefined;
  }
  const least = Number(schema['minProperties'] ?? 0);
  for (let nth = 1; Object.keys(made).length < least; nth += 1) {
    const value = make(others, { ...way, nth });
    if (value === undefined) return undefined;
    made[`key${nth}`] = value;
  }
  return made;
}

/** One item where there may be any. */
function makeArray(schema: JsonObject, way: Way): Json | undefined {
  const first = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as readonly Json[]) : [];
  const items = schema['items'] ?? schema['contains'] ?? true;
  const least = Math.max(Number(schema['minItems'] ?? 0), schema['contains'] === undefined ? 0 : 1);
  const wanted = Math.min(Math.max(least, first.length, 1), Number(schema['maxItems'] ?? Infinity));
  const made: Json[] = [];
  while (made.length < wanted) {
    const item = make(first[made.length] ?? items, { ...way, nth: made.length });
    if (item === undefined) return made.length < least ? undefined : made;
    made.push(item);
  }
  return made;
}

function firstOf<T>(choices: readonly T[], attempt: (choice: T) => Json | undefined): Json | undefined {
  for (const choice of choices) {
    const found = attempt(choice);
    if (found !== undefined) return found;
  }
  return undefined;
}

function asMap(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
