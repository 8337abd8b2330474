import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { compileRequestSchema } from '../../src/schema/request.ts';
import { sayOfRequest } from './compile.ts';

test('arguments are held against the parameters of their tool', async () => {
  const parameters = {
    type: 'object',
    properties: { location: { type: 'string', description: 'The city', example: 'Paris' } },
    required: ['location'],
  };
  expect(await sayOfRequest(parameters, { location: 'Paris' })).toEqual([]);
  expect(await sayOfRequest(parameters, {})).toEqual(['there is no location in the arguments']);
});

test('words that nobody knows are no mistake of the author', async () => {
  const schema = { type: 'string', propertyOrdering: ['a'], 'x-mine': true, format: 'wherever', minLength: 2 };
  expect(await sayOfRequest(schema, 'a')).toEqual(['the arguments has 1 character, fewer than 2']);
});

test.each<[string, Json, string]>([
  ['a reference to a network', { $ref: 'https://example.com/schema' }, 'there is nothing at the reference https://'],
  ['a reference to nothing', { $ref: '#/$defs/none' }, 'there is nothing at the reference #/$defs/none'],
  ['a type that is none', { type: 'text' }, 'there is no type text in JSON Schema'],
  ['a pattern the engine does not take', { type: 'string', pattern: '(?=a)' }, 'look-around'],
  ['a reference that never ends', { $ref: '#' }, 'a $ref leads back to itself and never ends'],
  ['a schema that is none', 'text', 'it is "text", and a schema is a map'],
  ['null', null, 'it is null, and a schema is a map'],
])('%s makes a schema that cannot be compiled, with the reason', async (_, schema, reason) => {
  expect(await compileRequestSchema(schema)).toEqual({
    kind: 'not-compilable',
    reason: expect.stringContaining(reason),
  });
});

test('a schema is compiled once, and one of the same name beside it', async () => {
  const one = { $id: 'https://example.com/a', type: 'string' };
  const other = { $id: 'https://example.com/a', type: 'number' };
  expect(await compileRequestSchema(one)).toBe(await compileRequestSchema({ ...one }));
  expect(await sayOfRequest(other, 'a')).toHaveLength(1);
});

test('a schema may refer to itself', async () => {
  const node = { type: 'object', properties: { next: { $ref: '#' }, n: { type: 'integer' } } };
  expect(await sayOfRequest(node, { next: { next: { n: 'x' } } })).toEqual([
    'next.next.n of the arguments is a string, not an integer',
  ]);
});
