import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { withImpliedType } from '../../src/schema/implied-type.ts';
import { say } from './compile.ts';

test.each<[Json, string]>([
  [{ minLength: 200 }, 'string'],
  [{ includes: 'Paris' }, 'string'],
  [{ maximum: 500 }, 'number'],
  [{ minItems: 1 }, 'array'],
  [{ required: ['choices'] }, 'object'],
  [{ properties: { a: { minLength: 1 } }, description: 'An event' }, 'object'],
])('%j is about a value of type %s', async (schema, type) => {
  expect(withImpliedType(schema)).toMatchObject({ type });
  expect(await say(schema, null)).toHaveLength(1);
});

test.each<Json>([
  {},
  true,
  'text',
  { type: ['string', 'null'], minLength: 2 },
  { minLength: 2, minItems: 1 },
  { anyOf: [{ minLength: 2 }] },
  { $ref: '#/$defs/a', required: ['b'] },
  { format: 'date' },
])('%j stays as it is', (schema) => {
  expect(withImpliedType(schema)).toEqual(schema);
});

test('deeper down nothing is added', () => {
  const properties = { a: { minLength: 1 } };
  expect(withImpliedType({ properties })).toEqual({ type: 'object', properties });
});
