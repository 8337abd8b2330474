import { expect, test } from 'vitest';
import { checkPatterns } from '../../src/schema/patterns.ts';
import { problemsOf, say, sayOfRequest } from './compile.ts';

const evil = ['^(a+)+$', '^(a|aa)+$', '(.*a){20}b$', '^(\\w+\\s?)*$'];

test.each(evil)('%s ends within milliseconds, whatever the text', async (pattern) => {
  const text = `${'a'.repeat(20_000)}!`;
  const start = performance.now();
  expect(await say({ pattern }, text)).toHaveLength(1);
  expect(await say({ patternProperties: { [pattern]: false } }, { [text]: 1 })).toEqual([]);
  expect(await sayOfRequest({ type: 'string', pattern }, text)).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each([
  ['(?=a)b', 'the pattern (?=a)b uses look-around, which can take forever'],
  ['a(?!b)', 'the pattern a(?!b) uses look-around, which can take forever'],
  ['(?<!a)b', 'the pattern (?<!a)b uses look-around, which can take forever'],
  ['(a)\\1', 'the pattern (a)\\1 uses a back-reference, which can take forever'],
  ['(?<x>a)\\k<x>', 'the pattern (?<x>a)\\k<x> uses a back-reference, which can take forever'],
  ['(a)\\8', 'the pattern (a)\\8 uses a back-reference, which can take forever'],
  ['(a', 'the pattern (a is none: missing closing ): `(a`'],
  ['a{5000}', 'the pattern a{5000} is none: invalid repeat count: `{5000}`'],
])('%s is a problem', async (pattern, message) => {
  expect(await problemsOf({ properties: { a: { pattern } } })).toMatchObject([
    { code: 'bad-pattern', path: ['properties', 'a', 'pattern'], message },
  ]);
  expect(await problemsOf({ patternProperties: { [pattern]: {} } })).toMatchObject([
    { path: ['patternProperties', pattern], message },
  ]);
});

test('all patterns that are none are told at once', async () => {
  expect(await checkPatterns({ pattern: '(', items: { pattern: ')' }, contains: { pattern: 'a' } })).toHaveLength(2);
});

test('a pattern that is data is not looked at', async () => {
  expect(await checkPatterns({ const: { pattern: '(' }, properties: { pattern: { type: 'string' } } })).toEqual([]);
});

test('patterns read as in JavaScript: anywhere in the text, with its classes and escapes', async () => {
  expect(await say({ pattern: 'sky' }, 'the blue sky above')).toEqual([]);
  expect(await say({ pattern: '^\\d{3}-[\\w.]+$' }, '123-a.b')).toEqual([]);
  expect(await say({ pattern: '^\\u00e9(?<year>\\d+)$' }, 'é2026')).toEqual([]);
  expect(await say({ pattern: '^.$' }, '🎒')).toEqual([]);
  expect(await say({ pattern: '^C:\\\\1$' }, 'C:\\1')).toEqual([]);
});
