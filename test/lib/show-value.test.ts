import { expect, test } from 'vitest';
import { excerpt, showValue } from '../../src/lib/show-value.ts';

const values: unknown[] = [
  null,
  true,
  3.5,
  '',
  'a "quoted" \n text',
  [],
  {},
  [1, [2, [null]], 'x'],
  { a: 1, 'b c': { d: ['ü🦊', undefined] }, e: undefined },
  { __proto__x: 1, toString: 'own' },
];

test.each(values)('a value that fits is its JSON: %j', (value) => {
  expect(showValue(value, 1000)).toBe(JSON.stringify(value));
});

test('what does not fit is cut where its JSON would be, at every length', () => {
  const value = { name: 'a "b" \\ c', list: [1, 22, { deep: ['xyz', 'é'] }], 'other key': null, last: 'x'.repeat(40) };
  const json = JSON.stringify(value);
  for (let length = 2; length < json.length; length++) {
    expect(showValue(value, length)).toBe(`${json.slice(0, length - 1)}…`);
  }
  expect(showValue(value, json.length)).toBe(json);
});

test('what is not there is nothing', () => {
  expect(showValue(undefined)).toBe('nothing');
});

test('no more is looked at than is shown', () => {
  let nested: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) nested = [nested];
  expect(showValue(nested, 10)).toBe('[[[[[[[[[…');
  const wide = Array.from({ length: 1000 }, (_, at) => ({
    get value() {
      if (at > 100) throw new Error('looked at');
      return at;
    },
  }));
  expect(showValue(wide)).toHaveLength(80);
});

test('an excerpt is the text as it came, at most 200 characters of it', () => {
  expect(excerpt('a\nb')).toBe('a\nb');
  expect(excerpt('x'.repeat(200))).toBe('x'.repeat(200));
  expect(excerpt('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
});
