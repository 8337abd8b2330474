import { expect, test } from 'vitest';
import { mergeJson } from '../../src/answers/merge-json.ts';
import type { Json } from '../../src/model/json.ts';

const merges: [Json | undefined, Json, Json][] = [
  [undefined, 'a', 'a'],
  [undefined, null, null],
  ['a', null, 'a'],
  ['a', 'b', 'b'],
  [['a'], ['b'], ['b']],
  [{ a: 1 }, 'b', 'b'],
  [
    { google: { thought: true } },
    { google: { thought_signature: 'x' } },
    { google: { thought: true, thought_signature: 'x' } },
  ],
  [
    { a: 1, b: 2 },
    { b: null, c: 3 },
    { a: 1, b: 2, c: 3 },
  ],
];

test.each(merges)('%j and then %j are %j', (before, after, merged) => {
  expect(mergeJson(before, after)).toEqual(merged);
});

test('below four levels the later value holds', () => {
  const nest = (value: Json): Json => ({ a: { b: { c: { d: value } } } });
  expect(mergeJson(nest({ x: 1 }), nest({ y: 2 }))).toEqual(nest({ y: 2 }));
});

test('a key named __proto__ is a key', () => {
  const hostile: Json = JSON.parse('{"__proto__": {"polluted": true}}');
  const merged = mergeJson({ a: 1 }, hostile);
  expect(Object.keys(merged as object)).toEqual(['a', '__proto__']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
