import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { findEndless } from '../../src/schema/endless.ts';

test.each([
  [{ $ref: '#' }, ['$ref']],
  [{ $ref: '' }, ['$ref']],
  [{ items: { $ref: '#/items' } }, ['items', '$ref']],
  [{ oneOf: [{ type: 'null' }, { $ref: '#' }] }, []],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  [{ if: { $ref: '#' }, then: true }, []],
  [{ dependentSchemas: { a: { $ref: '#' } } }, []],
])('%j never ends', (schema, path) => {
  expect(findEndless(schema)).toEqual(path);
});

test.each<JsonObject>([
  { type: 'string' },
  { properties: { next: { $ref: '#' } } },
  { anyOf: [{ type: 'null' }, { items: { $ref: '#' } }] },
  { $ref: '#/$defs/a', $defs: { a: { additionalProperties: { $ref: '#/$defs/a' } } } },
  { allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }], $defs: { a: { type: 'string' } } },
  { $ref: '#/$defs/none' },
  { $ref: 'https://example.com/' },
  { const: { $ref: '#' } },
])('%j ends', (schema) => {
  expect(findEndless(schema)).toBeUndefined();
});

test('a schema of many references is looked through in time', () => {
  const $defs: { [name: string]: JsonObject } = {};
  for (let n = 0; n < 2000; n += 1) {
    $defs[`d${n}`] = { anyOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] };
  }
  $defs['d2000'] = {};
  const start = performance.now();
  expect(findEndless({ $ref: '#/$defs/d0', $defs })).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(2000);
});
