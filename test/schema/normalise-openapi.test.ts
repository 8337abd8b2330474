import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { normaliseOpenApi } from '../../src/schema/normalise-openapi.ts';
import { sayOfRequest } from './compile.ts';

test.each<[string, Json, Json]>([
  [
    'upper-case types',
    { type: 'OBJECT', properties: { a: { type: 'STRING' } } },
    { type: 'object', properties: { a: { type: 'string' } } },
  ],
  ['lists of types', { type: ['STRING', 'NULL'] }, { type: ['string', 'null'] }],
  ['a placeholder for a type', { type: 'TYPE_UNSPECIFIED', minLength: 1 }, { minLength: 1 }],
  [
    'a placeholder that may be null',
    { type: 'TYPE_UNSPECIFIED', nullable: true, minLength: 1 },
    { anyOf: [{ minLength: 1 }, { type: 'null' }] },
  ],
  [
    'counts as text',
    { minItems: '1', maxLength: '20', maxProperties: 'many' },
    { minItems: 1, maxLength: 20, maxProperties: 'many' },
  ],
  ['nullable beside a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
  ['nullable beside types', { type: ['string', 'null'], nullable: true }, { type: ['string', 'null'] }],
  ['nullable beside an enum', { enum: ['a'], nullable: true }, { enum: ['a', null] }],
  [
    'nullable beside a reference',
    { $ref: '#/$defs/a', nullable: true, $defs: { a: {} } },
    { $defs: { a: {} }, anyOf: [{ $ref: '#/$defs/a' }, { type: 'null' }] },
  ],
  ['not nullable', { type: 'string', nullable: false }, { type: 'string' }],
  [
    'limits of draft 04',
    { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    { exclusiveMinimum: 1, maximum: 9 },
  ],
  ['limits of today', { exclusiveMinimum: 1 }, { exclusiveMinimum: 1 }],
  [
    'tuples of draft 07',
    { items: [{ type: 'STRING' }], additionalItems: false },
    { prefixItems: [{ type: 'string' }], items: false },
  ],
  [
    'dependencies of draft 07',
    { dependencies: { a: ['b'], c: { type: 'OBJECT' } } },
    { dependencies: { a: ['b'], c: { type: 'object' } } },
  ],
  [
    'names and dialects',
    { $id: 'a', id: 'b', $schema: 'http://json-schema.org/draft-07/schema#', items: { $id: 'c' } },
    { items: {} },
  ],
  [
    'data',
    { const: { type: 'OBJECT', nullable: true }, properties: { id: { default: { $id: 'x' } } } },
    { const: { type: 'OBJECT', nullable: true }, properties: { id: { default: { $id: 'x' } } } },
  ],
  ['booleans', true, true],
])('%s', (_, written, normal) => {
  expect(normaliseOpenApi(written)).toEqual(normal);
});

test('a normal schema judges as its author meant it', async () => {
  const schema = {
    type: 'OBJECT',
    properties: {
      at: { type: 'STRING', nullable: true, enum: ['now'] },
      n: { type: 'NUMBER', minimum: 0, exclusiveMinimum: true },
    },
    dependencies: { at: ['n'] },
  };
  expect(await sayOfRequest(schema, { at: null, n: 1 })).toEqual([]);
  expect(await sayOfRequest(schema, { n: 0 })).toEqual(['n of the arguments is 0, not > 0']);
  expect(await sayOfRequest(schema, { at: 'now' })).toEqual(['the arguments has at but no n']);
});

test('what is given in stays as it is', () => {
  const written = { type: 'OBJECT', nullable: true };
  normaliseOpenApi(written);
  expect(written).toEqual({ type: 'OBJECT', nullable: true });
});
