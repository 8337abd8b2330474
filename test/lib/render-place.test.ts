import { expect, test } from 'vitest';
import { textWidth } from '../../src/lib/columns.ts';
import { renderPlace } from '../../src/lib/render-place.ts';
import { createStyle } from '../../src/lib/style.ts';

/** The line and the caret of a place, without the number and its bar. */
function picture(lineText: string, under: string, width = 80): [line: string, caret: string] {
  const start = lineText.indexOf(under);
  const place = { file: 'a.yaml', line: 7, column: start + 1, length: Math.max(1, under.length), lineText };
  const [, line = '', caret = ''] = renderPlace(place, { style: createStyle(false), width }, (text) => text);
  expect(line.slice(0, 3)).toBe('7 │');
  expect(caret.slice(0, 4)).toBe('  │ ');
  return [line.slice(4), caret.slice(4)];
}

test('the place is named as editors and terminals know it', () => {
  const place = { file: 'scenarios/a.yaml', line: 12, column: 3, length: 1, lineText: '  b' };
  const [head] = renderPlace(place, { style: createStyle(false), width: 80 }, (text) => text);
  expect(head).toBe('scenarios/a.yaml:12:3');
});

test('the caret underlines the text that is meant', () => {
  expect(picture('  mesages: []', 'mesages')).toEqual(['  mesages: []', '  ^^^^^^^']);
});

test('a tab is expanded, before the caret and under it', () => {
  expect(picture('\ta:\tb', 'b')).toEqual(['    a:  b', '        ^']);
  expect(picture('a\tb', '\t')).toEqual(['a   b', ' ^^^']);
});

test('wide characters move and widen the caret by the columns they take', () => {
  expect(picture('t: 背包 x', 'x')).toEqual(['t: 背包 x', '        ^']);
  expect(picture('t: 背包 x', '背包')).toEqual(['t: 背包 x', '   ^^^^']);
  expect(picture('t: 👩‍👩‍👧 x', 'x')).toEqual(['t: 👩‍👩‍👧 x', '      ^']);
  expect(picture('t: e\u0301 x', 'x')).toEqual(['t: e\u0301 x', '     ^']);
});

test('control characters are written out, and the caret follows', () => {
  expect(picture('a\u001b[31mb', 'b')).toEqual(['a\\u001b[31mb', '           ^']);
});

test('a caret behind the last character stands behind the line', () => {
  const place = { file: 'a.yaml', line: 7, column: 5, length: 1, lineText: 'key:' };
  const lines = renderPlace(place, { style: createStyle(false), width: 80 }, (text) => text);
  expect(lines.slice(1)).toEqual(['7 │ key:', '  │     ^']);
});

test('an empty line has a caret too', () => {
  const place = { file: 'a.yaml', line: 7, column: 1, length: 1, lineText: '' };
  const lines = renderPlace(place, { style: createStyle(false), width: 80 }, (text) => text);
  expect(lines.slice(1)).toEqual(['7 │', '  │ ^']);
});

test('a line that is too long is cut around the caret', () => {
  const long = `start ${'x'.repeat(100)} HERE ${'y'.repeat(100)} end`;
  const [line, caret] = picture(long, 'HERE', 40);
  expect(textWidth(line)).toBeLessThanOrEqual(37);
  expect(line).toMatch(/^…x+ HERE y+…$/);
  expect(line.slice(caret.indexOf('^'), caret.length)).toBe('HERE');
});

test('a long line keeps its start or its end where the caret is near it', () => {
  expect(picture(`HERE ${'x'.repeat(100)}`, 'HERE', 40)[0]).toMatch(/^HERE x+…$/);
  expect(picture(`${'x'.repeat(100)} HERE`, 'HERE', 40)[0]).toMatch(/^…x+ HERE$/);
});

test('an underline longer than the room is cut with the line', () => {
  const [line, caret] = picture(`k: ${'z'.repeat(200)}`, 'z'.repeat(200), 40);
  expect(line).toMatch(/^…z+…$/);
  expect(caret).toBe(` ${'^'.repeat(line.length - 2)}`);
});

test('a line of a megabyte is pictured at once', () => {
  const before = performance.now();
  const [line] = picture(`${'x'.repeat(500_000)}HERE${'y'.repeat(500_000)}`, 'HERE');
  expect(line).toContain('HERE');
  expect(performance.now() - before).toBeLessThan(200);
});
