import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { deviate, say } from './compile.ts';

/** Schema, a value that breaks it, what is said; and a value of which nothing is said. */
const sentences: readonly (readonly [Json, Json, string, Json])[] = [
  [{ type: 'string' }, 5, 'the content is a number, not a string', 'a'],
  [{ type: ['object', 'null'] }, [], 'the content is an array, not an object or null', null],
  [{ type: 'integer' }, 1.5, 'the content is a number, not an integer', 2],
  [{ const: 'stop' }, 'length', 'the content is "length", not "stop"', 'stop'],
  [{ const: 'x'.repeat(90) }, 'y', 'the content is another than expected', 'x'.repeat(90)],
  [{ enum: ['a', 'b'] }, 'c', 'the content is "c", not "a" or "b"', 'b'],
  [{ enum: ['x'.repeat(90)] }, 'y', 'the content is none of those expected', 'x'.repeat(90)],
  [{ required: ['name'] }, { age: 3 }, 'there is no name in the content', { name: 1 }],
  [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'the content has a but no b', { b: 1 }],
  [{ dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, 'there is no b in the content', { c: 1 }],
  [
    { properties: { a: true }, additionalProperties: false },
    { a: 1, b: 2 },
    'the content has b, which it must not have',
    { a: 1 },
  ],
  [
    { properties: { a: true }, unevaluatedProperties: false },
    { b: 2 },
    'the content has b, which it must not have',
    { a: 1 },
  ],
  [
    { propertyNames: { maxLength: 2 } },
    { long: 1 },
    'the content has a field named "long", which is no name for one',
    { ok: 1 },
  ],
  [{ minLength: 3 }, '🎒🎒', 'the content has 2 characters, fewer than 3', '🎒🎒🎒'],
  [{ maxLength: 1 }, 'ab', 'the content has 2 characters, more than 1', 'a'],
  [{ minItems: 1 }, [], 'the content has 0 items, fewer than 1', [1]],
  [{ maxItems: 1 }, [1, 2], 'the content has 2 items, more than 1', [1]],
  [{ prefixItems: [true], items: false }, [1, 2], 'the content has 2 items, more than 1', [1]],
  [{ prefixItems: [true], unevaluatedItems: false }, [1, 2], 'the content has 2 items, more than 1', [1]],
  [{ minProperties: 2 }, { a: 1 }, 'the content has 1 field, fewer than 2', { a: 1, b: 2 }],
  [{ maxProperties: 1 }, { a: 1, b: 2 }, 'the content has 2 fields, more than 1', {}],
  [{ minimum: 3 }, 2, 'the content is 2, not >= 3', 3],
  [{ maximum: 3 }, 4, 'the content is 4, not <= 3', 3],
  [{ exclusiveMinimum: 3 }, 3, 'the content is 3, not > 3', 4],
  [{ exclusiveMaximum: 3 }, 3, 'the content is 3, not < 3', 2],
  [{ multipleOf: 5 }, 7, 'the content is 7, no multiple of 5', 10],
  [{ pattern: '^[A-Z]' }, 'paris', 'the content does not match the pattern ^[A-Z]', 'Paris'],
  [{ type: 'string', format: 'date' }, 'Friday', 'the content is no date', '2026-11-20'],
  [{ includes: ['sky', 'blue'] }, 'the sky', 'the content does not contain "blue"', 'blue sky'],
  [{ excludes: ['sky', 'blue'] }, 'blue sky', 'the content contains "sky" and "blue"', 'red'],
  [{ uniqueItems: true }, ['a', 'b', 'a'], 'the content has the same item at 0 and at 2', ['a', 'b']],
  [{ contains: { const: 1 } }, [2], 'the content has fewer than 1 item that fit', [2, 1]],
  [
    { contains: { const: 1 }, minContains: 1, maxContains: 2 },
    [1, 1, 1],
    'the content has not between 1 and 2 items that fit',
    [1, 1],
  ],
  [{ not: { type: 'string' } }, 'a', 'the content is what it must not be', 1],
  [{ properties: { a: false } }, { a: 1 }, 'a of the content must not be there', {}],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  [{ if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1 }, 'there is no b in the content', {}],
  [{ if: { required: ['a'] }, else: { required: ['b'] } }, {}, 'there is no b in the content', { a: 1 }],
  [{ anyOf: [{ minLength: 3 }, { pattern: '^x' }] }, 'a', 'the content fits none of the alternatives', 'x'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 5, 'the content is a number, not a string or null', null],
  [{ anyOf: [{ const: 'a' }, { enum: ['b', 'c'] }] }, 'd', 'the content is "d", not "a", "b" or "c"', 'c'],
  [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 3, 'the content fits more than one of the alternatives', 1],
  [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 0, 'the content fits none of the alternatives', 1],
];

test.each(sentences)('%j says of %j: %s', async (schema, wrong, sentence, right) => {
  const typed = typeof schema === 'object' && schema !== null ? schema : {};
  expect(await say(typed, wrong)).toEqual([sentence]);
  expect(await say(typed, right)).toEqual([]);
});

test('what was expected and what was there are told beside the sentence', async () => {
  expect(await deviate({ minItems: 3 }, [1])).toEqual([
    {
      message: 'the content has 1 item, fewer than 3',
      expected: 'at least 3 items',
      actual: '1 item',
      pointer: '',
      path: ['minItems'],
    },
  ]);
  expect(await deviate({ anyOf: [{ minLength: 3 }, { pattern: '^x' }] }, 'a')).toMatchObject([
    { expected: 'at least 3 characters or text that matches ^x', actual: '"a"' },
  ]);
  expect(await deviate({ required: ['name'] }, { age: 3 })).toMatchObject([
    { expected: 'name', actual: 'the fields age' },
  ]);
});
