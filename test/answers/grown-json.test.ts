import { expect, test } from 'vitest';
import { createGrownJson } from '../../src/answers/grown-json.ts';
import type { Json } from '../../src/model/json.ts';

const growths: [string, readonly Json[], Json][] = [
  ['nothing but null', [null, null], null],
  ['a plain value: the last one that says something', ['a', 'b', null], 'b'],
  ['a list', [[1], [2, 3], null], [1, 2, 3]],
  ['lists inside', [{ content: [1], refusal: null }, { content: [2] }], { refusal: null, content: [1, 2] }],
  ['texts at their keys', [{ data: 'AA' }, { data: 'BB' }], { data: 'AABB' }],
  ['other texts: the last one', [{ id: 'a', data: 'A' }, { id: 'b' }], { id: 'b', data: 'A' }],
  ['a text that was null at first', [{ data: null }, { data: 'A' }], { data: 'A' }],
  ['objects inside', [{ google: { a: 1 } }, { google: { b: 2 } }], { google: { a: 1, b: 2 } }],
];

test.each(growths)('%s', (_, pieces, expected) => {
  const grown = createGrownJson(['data']);
  for (const piece of pieces) grown.take(piece);
  expect(grown.end()).toEqual(expected);
});

test('what was given is never changed', () => {
  const piece = [1];
  const grown = createGrownJson();
  grown.take(piece);
  grown.take([2]);
  expect(piece).toEqual([1]);
});
