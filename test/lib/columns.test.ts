import { expect, test } from 'vitest';
import { cutColumns, padColumns, textWidth } from '../../src/lib/columns.ts';

test('CJK and emoji take two columns, marks and colours none', () => {
  expect(textWidth('abc')).toBe(3);
  expect(textWidth('背包')).toBe(4);
  expect(textWidth('👩‍👩‍👧')).toBe(2);
  expect(textWidth('e\u0301')).toBe(1);
  expect(textWidth('\u001b[31mno\u001b[39m')).toBe(2);
});

test('a text is filled up to a width, and left alone where it is wider', () => {
  expect(padColumns('背', 4)).toBe('背  ');
  expect(padColumns('abcdef', 4)).toBe('abcdef');
});

test('a text is cut to a width, and left alone where it fits', () => {
  expect(cutColumns('abcdef', 6)).toBe('abcdef');
  expect(cutColumns('abcdef', 4)).toBe('abc…');
  expect(cutColumns('背包背包', 4)).toBe('背…');
  expect(cutColumns('abc', 0)).toBe('');
  expect(cutColumns('abc', -1)).toBe('');
});
