import { expect, test } from 'vitest';
import { escapeControls } from '../../src/lib/escape.ts';

test('line breaks and tabs are written as people write them', () => {
  expect(escapeControls('a\r\n\tb')).toBe('a\\r\\n\\tb');
});

test('C0, DEL, C1, bidirectional marks and the line separators of Unicode are written out', () => {
  const codes = [
    0x00, 0x07, 0x1b, 0x7f, 0x85, 0x9b, 0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069,
  ];
  for (const code of codes) {
    const hex = code.toString(16).padStart(4, '0');
    expect(escapeControls(`a${String.fromCharCode(code)}b`)).toBe(`a\\u${hex}b`);
  }
});

test('all other text stays: accents, CJK, emoji made of several, backslashes', () => {
  const text = 'naïve 背包 👩‍👩‍👧 \\n C:\\temp';
  expect(escapeControls(text)).toBe(text);
});
