import { expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';

test.each(['null', '3', '"a"', '[]', '{"a":[1,{"b":"\\"]"}]}', ' {} '])('%s is read', (text) => {
  expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
});

test.each([
  ['', 'unexpected end of JSON input'],
  ['<html>', "unexpected token '<'"],
  ['{"a": 1', "expected ',' or '}' after property value in JSON at position 7 (line 1 column 8)"],
  ['{"a": "b', 'unterminated string in JSON at position 8 (line 1 column 9)'],
])('%s is not, with the reason and without the text', (text, wrong) => {
  expect(parseJson(text)).toEqual({ wrong });
});

const nest = (depth: number, [open, close]: readonly [string, string]) => open.repeat(depth) + close.repeat(depth);

test.each([
  ['[', ']'],
  ['[{"a":', '}]'],
] as const)('JSON is read down to 512 levels: %s', (open, close) => {
  const inner = '"[[[[ \\" {{{{ \\\\"';
  const levels = open === '[' ? 512 : 256;
  const deepest = open.repeat(levels) + inner + close.repeat(levels);
  expect(parseJson(deepest)).toHaveProperty('value');
  expect(parseJson(`[${deepest}]`)).toEqual({ wrong: 'it is nested deeper than 512 levels' });
});

test('what is wide is not deep', () => {
  expect(parseJson(`[${Array.from({ length: 5000 }, () => '[{"a":[]}]').join()}]`)).toHaveProperty('value');
  expect(parseJson(JSON.stringify('['.repeat(5000)))).toHaveProperty('value');
});

test('a hundred thousand levels are refused at once', () => {
  expect(parseJson(nest(100_000, ['[', ']']))).toEqual({ wrong: 'it is nested deeper than 512 levels' });
});
