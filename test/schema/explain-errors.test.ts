import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { deviate, filesOf, say } from './compile.ts';

test('every deviation is told, each with its place in the value and in the schema', async () => {
  const schema = {
    type: 'object',
    required: ['name'],
    properties: { days: { type: 'array', items: { type: 'string', minLength: 2 } } },
  };
  expect(await deviate(schema, { days: ['Mo', 'x', 5] })).toMatchObject([
    { message: 'there is no name in the content', pointer: '', path: ['required'] },
    {
      message: 'days[1] of the content has 1 character, fewer than 2',
      pointer: '/days/1',
      path: ['properties', 'days', 'items', 'minLength'],
    },
    {
      message: 'days[2] of the content is a number, not a string',
      pointer: '/days/2',
      path: ['properties', 'days', 'items', 'type'],
    },
  ]);
});

test('a part is named as a person would write it', async () => {
  const schema = { additionalProperties: { additionalProperties: { type: 'string' } } };
  expect(await say(schema, { 'a b': { 'c/d~e': 1 } })).toEqual([
    '["a b"]["c/d~e"] of the content is a number, not a string',
  ]);
});

test('what two schemas of an allOf say alike is said once', async () => {
  const named = { required: ['name'], properties: { name: { type: 'string' } } };
  const files = filesOf({ 'managed/named.yaml': named });
  expect(await say({ allOf: [named, { $ref: 'named.yaml' }], ...named }, {}, files)).toEqual([
    'there is no name in the content',
  ]);
  expect(await say({ allOf: [named, { $ref: 'named.yaml' }] }, { name: 5 }, files)).toEqual([
    'name of the content is a number, not a string',
  ]);
});

test('the same sentence about two places is said twice', async () => {
  expect(await say({ items: { type: 'string' }, type: 'array' }, [1, 2])).toEqual([
    '[0] of the content is a number, not a string',
    '[1] of the content is a number, not a string',
  ]);
});

test('what is wrong with one alternative is no finding of its own', async () => {
  const alternatives = { anyOf: [{ required: ['b'] }, { required: ['c'] }] };
  expect(await deviate(alternatives, {})).toMatchObject([
    { message: 'the content fits none of the alternatives', expected: 'b or c' },
  ]);
});

test('an alternative that fails swallows nothing that was wrong beside it', async () => {
  const alternatives = { anyOf: [{ required: ['b'] }, { required: ['c'] }] };
  const expected = ['there is no a in the content', 'the content fits none of the alternatives'];
  expect(await say({ allOf: [{ required: ['a'] }, alternatives] }, {})).toEqual(expected);
  const $defs = { named: { required: ['a'] } };
  expect(await say({ allOf: [{ $ref: '#/$defs/named' }, alternatives], $defs }, {})).toEqual(expected);
});

test('alternatives behind references are taken together', async () => {
  const schema: Json = {
    anyOf: [{ $ref: '#/$defs/text' }, { $ref: '#/$defs/nothing' }],
    $defs: { text: { type: 'string' }, nothing: { type: 'null' } },
  };
  expect(await say(schema, 5)).toEqual(['the content is a number, not a string or null']);
});

test('of null or an object only what is wrong with the object is told', async () => {
  const schema = { anyOf: [{ type: 'null' }, { type: 'object', properties: { n: { type: 'number' } } }] };
  expect(await say(schema, { n: 'x' })).toEqual(['n of the content is a string, not a number']);
});

test('where more than one alternative holds, those that do not are of no interest', async () => {
  const schema = { oneOf: [{ type: 'string' }, { type: 'number' }, { minimum: 0 }] };
  expect(await say(schema, 5)).toEqual(['the content fits more than one of the alternatives']);
});

test('what is wrong with items that contains looks at is no finding of its own', async () => {
  const schema = { type: 'array', contains: { type: 'object', required: ['name'] } };
  expect(await say(schema, [1, {}])).toEqual(['the content has fewer than 1 item that fit']);
});

test('a place behind a reference is that of its definition', async () => {
  const schema = { $ref: '#/$defs/a~1b%20c', $defs: { 'a/b c': { type: 'string' } } };
  expect(await deviate(schema, 5)).toMatchObject([{ path: ['$defs', 'a/b c', 'type'] }]);
});

test('an answer of a thousand wrong items is told in time', async () => {
  const schema = { type: 'array', items: { anyOf: [{ required: ['a'] }, { required: ['b'] }], type: 'object' } };
  const start = performance.now();
  expect(await deviate(schema, Array(1000).fill({}))).toHaveLength(1000);
  expect(performance.now() - start).toBeLessThan(2000);
});
