import { isObject } from '../lib/is-object.ts';
import type { Json } from '../model/json.ts';

/** Keywords that speak about values of one type; JSON Schema lets values of all other types pass. */
const keywordsOf: { readonly [type: string]: readonly string[] } = {
  string: ['minLength', 'maxLength', 'pattern', 'includes', 'excludes'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems', 'unevaluatedItems'],
  object: [
    'properties',
    'patternProperties',
    'additionalProperties',
    'unevaluatedProperties',
    'required',
    'minProperties',
    'maxProperties',
    'propertyNames',
  ],
};

/** Where one of these stands, the type is said, or may be said, there. */
const saysMore = ['type', 'const', 'enum', '$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'not'];

/**
 * Adds the type that a schema of `expect` means without saying it: `{minLength: 200}` is about text, and a content of
 * null must not pass it. Only at the root, and only where all keywords agree: deeper down JSON Schema is as it is.
 */
export function withImpliedType(schema: Json): Json {
  if (!isObject(schema) || saysMore.some((each) => Object.hasOwn(schema, each))) return schema;
  const types = Object.entries(keywordsOf).filter(([, keywords]) =>
    keywords.some((each) => Object.hasOwn(schema, each)),
  );
  const [only] = types;
  return only !== undefined && types.length === 1 ? { ...schema, type: only[0] } : schema;
}
