import { expect, test } from 'vitest';
import { indentJson } from '../../../src/reporters/html/indent-json.ts';

test('JSON is indented as JSON.stringify does', () => {
  const value = { a: [1, { b: [] }, {}, 'x{[,:]}"\\'], c: null, d: [[]], e: { f: true } };
  expect(indentJson(JSON.stringify(value), 100)).toBe(JSON.stringify(value, null, 2));
  expect(indentJson(JSON.stringify(value, null, 7), 100)).toBe(JSON.stringify(value, null, 2));
});

test('numbers, strings and repeated keys stay as they were written', () => {
  expect(indentJson('{"a":12345678901234567890,"a":1.0e2,"\\u0041":"\\u00e9"}', 100)).toBe(
    '{\n  "a": 12345678901234567890,\n  "a": 1.0e2,\n  "\\u0041": "\\u00e9"\n}',
  );
});

test('long strings lose their middle', () => {
  expect(indentJson(`["${'a'.repeat(20)}"]`, 10)).toBe('[\n  "aaaa… 12 more characters …aaaa"\n]');
});
