import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { filesOf, problemsOf, say } from './compile.ts';

test.each<[Json, string, string | undefined]>([
  [null, 'the schema is null, not an object or a boolean', 'a literal value is written as {const: …}'],
  ['Paris', 'the schema is a string, not an object or a boolean', 'a literal value is written as {const: …}'],
  [['a'], 'the schema is an array, not an object or a boolean', 'a literal value is written as {const: …}'],
  [
    { type: 'strnig' },
    'type of the schema is "strnig", not "null", "boolean", "object", "array", "number" or 2 more',
    'did you mean "string"?',
  ],
  [{ minLength: -1 }, 'minLength of the schema is -1, not >= 0', undefined],
  [{ minLength: '3' }, 'minLength of the schema is a string, not an integer', undefined],
  [
    { properties: { name: 'Science fair' } },
    'properties.name of the schema is a string, not an object or a boolean',
    'a literal value is written as {const: …}',
  ],
  [{ enum: [] }, 'enum of the schema has 0 items, fewer than 1', undefined],
  [
    { type: 'string', format: 'dates' },
    'format of the schema is "dates", not "date", "time", "date-time", "iso-time", "iso-date-time" or 21 more',
    'did you mean "date"?',
  ],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  [{ then: { required: ['a'] } }, 'the schema cannot be used: "then" without "if" is ignored', undefined],
])('%j is no schema', async (schema, message, help) => {
  expect(await problemsOf(schema)).toMatchObject([
    { code: 'bad-schema', message, ...(help !== undefined && { help }) },
  ]);
});

test('an unknown keyword is a problem, with the keyword that was meant', async () => {
  expect(await problemsOf({ type: 'string', minLenght: 3 })).toEqual([
    {
      code: 'unknown-keyword',
      path: ['minLenght'],
      message: 'minLenght is no keyword of a schema',
      help: 'did you mean "minLength"? (a literal value is written as {const: …})',
    },
  ]);
  expect(await problemsOf({ items: { location: 'Paris' } })).toMatchObject([
    { path: ['items', 'location'], help: expect.stringContaining('under properties') },
  ]);
});

test('all that is wrong with a schema is told at once', async () => {
  const problems = await problemsOf({ type: 'text', properties: { a: 5 }, requird: [] });
  expect(problems.map(({ path }) => path.join('.')).sort()).toEqual(['properties.a', 'requird', 'type']);
});

test('what is wrong with a schema of a file names the file, at the reference to it', async () => {
  const files = filesOf({ 'managed/event.yaml': { $schema: 'x', $id: 'y', typ: 'object' } });
  expect(await problemsOf({ items: { $ref: 'event.yaml' } }, files)).toMatchObject([
    {
      code: 'unknown-keyword',
      path: ['items', '$ref'],
      message: 'typ is no keyword of a schema (in managed/event.yaml#)',
    },
  ]);
});

test('a schema that is true takes anything, one that is false nothing', async () => {
  expect(await say(true, 5)).toEqual([]);
  expect(await say(false, 5)).toEqual(['the content must not be there']);
});

test('patterns beside properties of the same name hold together', async () => {
  const schema = { properties: { ab: { minLength: 2 } }, patternProperties: { '^a': { maxLength: 3 } } };
  expect(await say(schema, { ab: 'abcd' })).toEqual(['ab of the content has 4 characters, more than 3']);
});

test.each<[string, Json]>([
  ['to itself', { $ref: '#' }],
  ['to another and back', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }],
  ['to itself as an alternative', { anyOf: [{ type: 'null' }, { $ref: '#' }] }],
  [
    'to itself in a condition',
    { properties: { a: { $ref: '#/$defs/x' } }, $defs: { x: { not: { allOf: [{ $ref: '#/$defs/x' }] } } } },
  ],
])('a $ref that leads %s never ends', async (_, schema) => {
  expect(await problemsOf(schema)).toEqual([
    {
      code: 'bad-reference',
      path: expect.any(Array),
      message: 'the $ref leads back to itself without going into the value, so it never ends',
    },
  ]);
});

test('a $ref into parts of the value may come back to itself', async () => {
  const node = { type: 'object', required: ['name'], properties: { children: { items: { $ref: '#' } } } };
  expect(await problemsOf(node)).toEqual([]);
  expect(await say(node, { name: 'a', children: [{ name: 'b', children: [{}] }] })).toEqual([
    'there is no name in children[0].children[0] of the content',
  ]);
});

test('files may refer to one another in a circle', async () => {
  const files = filesOf({
    'managed/person.yaml': { properties: { pet: { $ref: 'pet.yaml' } }, required: ['pet'] },
    'managed/pet.yaml': { properties: { owner: { $ref: 'person.yaml' } } },
  });
  expect(await say({ $ref: 'person.yaml' }, { pet: { owner: {} } }, files)).toEqual([
    'there is no pet in pet.owner of the content',
  ]);
  const endless = filesOf({ 'managed/a.yaml': { $ref: 'b.yaml' }, 'managed/b.yaml': { $ref: 'a.yaml' } });
  expect(await problemsOf({ $ref: 'a.yaml' }, endless)).toMatchObject([{ code: 'bad-reference' }]);
});
