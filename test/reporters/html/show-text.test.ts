import { expect, test } from 'vitest';
import { showBytes, showLine, showText } from '../../../src/reporters/html/show-text.ts';

test('a line has no character that cannot be seen, and an end', () => {
  expect(showLine('a\n\u001b[31mb\u202e')).toBe('a\\n\\u001b[31mb\\u202e');
  expect(showLine('abcdef', 3)).toBe('abc…');
  expect(showLine('ab😀', 3)).toBe('ab…');
});

test('a text keeps its lines, and counts in bytes what it leaves out', () => {
  expect(showText('é\n\r\nb', 10)).toEqual({ text: 'é\n\\r\nb', bytes: 6, left: 0 });
  expect(showText('ééé', 2)).toEqual({ text: 'éé', bytes: 6, left: 2 });
});

test('bytes that are no text are written out', () => {
  expect(showBytes(Buffer.from([0x61, 0xff, 0x00, 0x0a, 0x62, 0x63]), 5)).toEqual({
    text: 'a\\xff\\x00\nb',
    bytes: 6,
    left: 1,
  });
});
