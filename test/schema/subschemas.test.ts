import { expect, test } from 'vitest';
import { mapSubschemas, speaksOfNull, visitSchemas } from '../../src/schema/subschemas.ts';

const schema = {
  allOf: [{ title: 'in a list' }],
  items: { title: 'alone' },
  properties: { items: { title: 'in a map' } },
  const: { items: { title: 'data' } },
  'x-mine': { items: { title: 'data' } },
};

test('schemas are visited with their paths, data is not', () => {
  const seen: string[] = [];
  visitSchemas(schema, ({ title }, path) => seen.push(`${path.join('.')}: ${title ?? 'the whole'}`));
  expect(seen).toEqual([': the whole', 'allOf.0: in a list', 'items: alone', 'properties.items: in a map']);
});

test('schemas are replaced, data is not', () => {
  expect(mapSubschemas(schema, () => true)).toEqual({
    ...schema,
    allOf: [true],
    items: true,
    properties: { items: true },
  });
});

test('a map of schemas may have any names, also those of the language', () => {
  const properties = JSON.parse('{"__proto__": {"title": "a"}, "constructor": {"title": "b"}}');
  const names: unknown[] = [];
  visitSchemas({ properties }, ({ title }) => names.push(title));
  expect(names).toEqual([undefined, 'a', 'b']);
});

test.each([
  [{ type: 'null' }, true],
  [{ anyOf: [{ type: ['string', 'null'] }] }, true],
  [{ enum: ['a', null] }, true],
  [{ const: null }, true],
  [{ type: 'string', default: null }, false],
  [{ properties: { null: { type: 'string' } } }, false],
])('%j speaks of null: %s', (each, speaks) => {
  expect(speaksOfNull(each)).toBe(speaks);
});
