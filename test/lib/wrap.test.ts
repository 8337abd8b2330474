import { expect, test } from 'vitest';
import { wrapText } from '../../src/lib/wrap.ts';

test('a text is broken between words, and inside a word only where it is longer than a line', () => {
  expect(wrapText('the finish reason is of no documented form', 24)).toEqual([
    'the finish reason is of',
    'no documented form',
  ]);
  expect(wrapText('a'.repeat(30), 24)).toEqual(['a'.repeat(24), 'a'.repeat(6)]);
});

test('CJK counts two columns a character', () => {
  expect(wrapText('背包'.repeat(10), 20)).toEqual(['背包'.repeat(5), '背包'.repeat(5)]);
});

test('a width in which nothing could be read is taken as twenty', () => {
  expect(wrapText('a'.repeat(21), 3)).toEqual(['a'.repeat(20), 'a']);
});
