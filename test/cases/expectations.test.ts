import { expect, test } from 'vitest';
import { expectationsOf } from '../../src/cases/expectations.ts';
import type { Json } from '../../src/model/json.ts';

const facts = {
  row: { model: 'google/gemini-2.5-flash', n: 2 },
  transport: 'rest',
  endpoint: 'managed',
  backend: 'mock',
};
const entry = (when: Json) => [{ when, content: 'x' }];

test('a map holds for every case', () => {
  expect(expectationsOf({ content: 'x' }, facts)).toEqual([{ path: ['expect'], facets: { content: 'x' } }]);
  expect(expectationsOf(undefined, facts)).toEqual([]);
});

test('of a list all entries that match hold, one without when always', () => {
  const list = [
    { status: 200 },
    { when: { transport: 'sdk' }, content: 'x' },
    { when: { transport: 'rest' }, content: 'y' },
  ];
  expect(expectationsOf(list, facts)).toEqual([
    { path: ['expect', 0], facets: { status: 200 } },
    { path: ['expect', 2], facets: { content: 'y' } },
  ]);
});

test.each([
  [{ 'matrix.model': 'google/gemini-2.5-*' }, 1],
  [{ 'matrix.model': '*' }, 1],
  [{ 'matrix.model': 'google/gemini-2.5' }, 0],
  [{ 'matrix.model': 'google/gemini-2?5-flash' }, 0],
  [{ 'matrix.n': '2' }, 1],
  [{ 'matrix.n': 2 }, 1],
  [{ 'matrix.other': '*' }, 0],
  [{ endpoint: 'man*', backend: 'mock' }, 1],
  [{ endpoint: 'man*', backend: 'live' }, 0],
])('%j matches %i times', (when, count) => {
  expect(expectationsOf(entry(when), facts)).toHaveLength(count);
});
