import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { textForPattern } from '../../src/mock/text-for-pattern.ts';

const patterns = [
  '',
  'foo|ba[rz]',
  '^[A-Z]{3}-\\d{4,6}$',
  '^(\\+\\d{1,3} )?\\(?\\d{3}\\)?[\\s.-]\\d{3}$',
  '^\\S+@\\S+\\.\\S+$',
  '^[^<>]+$',
  '^[^a0 ]$',
  '^\\p{Lu}\\w*$',
  '^\\pN+$',
  '^(?:a|b){2}(?<year>\\d{4})(?i)x$',
  '^\\x41\\u0042\\x{1F600}$',
  '^a.c\\.d\\b$',
  '^(((a|b)c){2}){3}$',
  '^[\\d_]+?$',
];

test.each(patterns)('%s matches the text that was made for it', (pattern) => {
  const text = textForPattern(pattern);
  expect(RE2JS.compile(RE2JS.translateRegExp(pattern)).test(text), text).toBe(true);
});

test.each([
  ['^[a-z]+$', 20],
  ['^\\d{2,}-\\d*$', 11],
  ['^(ab)+$', 9],
  ['^[A-Z][a-z]{1,30}$', 12],
])('%s gets a text of at least %i characters', (pattern, least) => {
  const text = textForPattern(pattern, least);
  expect(text.length).toBeGreaterThanOrEqual(least);
  expect(new RegExp(pattern).test(text), text).toBe(true);
});

test('a pattern that cannot be longer gets its shortest text', () => {
  expect(textForPattern('^abc$', 10)).toBe('abc');
});
