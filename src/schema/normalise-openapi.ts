import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { mapSubschemas } from './subschemas.ts';

/**
 * Turns the dialects that schemas in requests are written in into draft 2020-12: OpenAPI 3.0 and Google's own form
 * (upper-case types, `nullable`, counts as text: protobuf's JSON writes 64-bit numbers so), draft 04 (`exclusiveMinimum:
 * true`) and draft 07 (lists under `items`). Names and dialects of schemas (`$id`, `id`, `$schema`) are left out: they
 * could only clash with those of other requests.
 */
export function normaliseOpenApi(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { $id: _id, id: _name, $schema: _dialect, ...copy } = mapSubschemas(schema, normaliseOpenApi);
  const out: { [keyword: string]: Json } = copy;
  if (out['type'] !== undefined) out['type'] = typeNames(out['type']);
  for (const keyword of counts) {
    const value = out[keyword];
    if (typeof value === 'string' && /^\d+$/.test(value)) out[keyword] = Number(value);
  }
  takeExclusive(out, 'minimum', 'exclusiveMinimum');
  takeExclusive(out, 'maximum', 'exclusiveMaximum');
  takeTuple(out);
  // Google's placeholder, which says nothing.
  if (out['type'] === 'type_unspecified') delete out['type'];
  if (out['nullable'] === true) takeNull(out);
  delete out['nullable'];
  return out;
}

const counts = ['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'];

function typeNames(type: Json): Json {
  if (typeof type === 'string') return type.toLowerCase();
  return Array.isArray(type) ? type.map((each: Json) => (typeof each === 'string' ? each.toLowerCase() : each)) : type;
}

function takeExclusive(out: { [keyword: string]: Json }, limit: string, exclusive: string): void {
  const flag = out[exclusive];
  if (typeof flag !== 'boolean') return;
  delete out[exclusive];
  const value = out[limit];
  if (!flag || value === undefined) return;
  out[exclusive] = value;
  delete out[limit];
}

function takeTuple(out: { [keyword: string]: Json }): void {
  const { items, additionalItems } = out;
  if (!Array.isArray(items)) return;
  out['prefixItems'] = items;
  delete out['items'];
  delete out['additionalItems'];
  if (additionalItems !== undefined) out['items'] = additionalItems;
}

/** `nullable: true` beside a type allows null, also where an `enum` does not list it (OpenAPI 3.0.3, clarified). */
function takeNull(out: { [keyword: string]: Json }): void {
  const { type, enum: values } = out as JsonObject;
  if (type !== undefined) out['type'] = [...new Set([type, 'null'].flat() as Json[])];
  if (Array.isArray(values) && !values.includes(null)) out['enum'] = [...values, null];
  if (type === undefined && values === undefined) {
    const inner = { ...out };
    for (const keyword of Object.keys(out)) if (keyword !== '$defs' && keyword !== 'definitions') delete out[keyword];
    delete inner['nullable'];
    delete inner['$defs'];
    delete inner['definitions'];
    out['anyOf'] = [inner, { type: 'null' }];
  }
}
