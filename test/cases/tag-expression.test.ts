import { expect, test } from 'vitest';
import { parseTagExpression } from '../../src/cases/tag-expression.ts';

test.each([
  ['a', 'a', true],
  ['a', 'b', false],
  ['not a', 'b', true],
  ['a and b', 'a b', true],
  ['a and b', 'a', false],
  ['a or b and c', 'a', true],
  ['(a or b) and c', 'a', false],
  ['not a and b', 'b', true],
  ['not (a and b)', 'a b', false],
  ['not not a', 'a', true],
  ['structured-output and not(slow or media)', 'structured-output', true],
])('%s fits %j: %s', (text, tags, expected) => {
  const read = parseTagExpression(text);
  expect('matches' in read && read.matches(new Set(tags.split(' ')))).toBe(expected);
});

test.each([
  ['', 'a tag is missing at the end'],
  ['a and', 'a tag is missing at the end'],
  ['and a', 'a tag is missing before "and"'],
  ['a b', '"b" stands where "and" or "or" should'],
  ['(a', 'a parenthesis is not closed'],
  ['a)', '")" stands where "and" or "or" should'],
  ['()', 'a tag is missing before ")"'],
])('%j is no expression: %s', (text, wrong) => {
  expect(parseTagExpression(text)).toEqual({ wrong });
});
