import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';

/** Keywords whose value is a schema, by JSON Schema 2020-12 (core 10, validation 8) and the drafts before it. */
const single = new Set([
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'additionalItems',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'propertyNames',
  'contentSchema',
]);
const lists = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items']);
const maps = new Set(['$defs', 'definitions', 'properties', 'patternProperties', 'dependentSchemas', 'dependencies']);

/**
 * The same schema with each schema directly inside it replaced. What stands where no schema can stand (`const`, `enum`,
 * unknown keywords) is data and stays.
 */
export function mapSubschemas(schema: JsonObject, replace: (inner: Json, path: Path) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]): [string, Json] => {
      if (lists.has(keyword) && Array.isArray(value)) {
        return [keyword, value.map((inner: Json, index) => replace(inner, [keyword, index]))];
      }
      if (single.has(keyword)) return [keyword, replace(value, [keyword])];
      if (!maps.has(keyword) || !isObject(value)) return [keyword, value];
      const inner = Object.entries(value).map(([name, each]) => [name, replace(each, [keyword, name])]);
      return [keyword, Object.fromEntries(inner)];
    }),
  );
}

/** Visits a schema and every schema inside it, the outer one first. */
export function visitSchemas(schema: Json, visit: (schema: JsonObject, path: Path) => void, path: Path = []): void {
  if (!isObject(schema)) return;
  visit(schema, path);
  mapSubschemas(schema, (inner, below) => {
    visitSchemas(inner, visit, [...path, ...below]);
    return inner;
  });
}

/** Does a schema, or one inside it, say something about null? */
export function speaksOfNull(schema: Json): boolean {
  let found = false;
  visitSchemas(schema, ({ type, const: constant, enum: values }) => {
    found ||= type === 'null' || (Array.isArray(type) && type.includes('null'));
    found ||= constant === null || (Array.isArray(values) && values.includes(null));
  });
  return found;
}
