import { expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { sameJson } from '../../src/lib/same-json.ts';
import { showValue } from '../../src/lib/show-value.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('JSON is parsed, and what is none says why', () => {
  expect(parseJson('{"a": [1, null]}')).toEqual({ value: { a: [1, null] } });
  expect(parseJson(' ')).toEqual({ wrong: 'the text is empty' });
  expect(parseJson('```json\n{}\n```')).toEqual({ wrong: 'it stands in a Markdown code fence' });
  expect(parseJson('{"a": }')).toEqual({ wrong: expect.stringMatching(/^unexpected token/) });
});

test('brackets in texts are no depth', () => {
  const text = JSON.stringify(['['.repeat(2000), `\\"${'{'.repeat(2000)}`, '\\']);
  expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
});

test('what is nested deeper than the stack is told, and breaks nothing', () => {
  expect(parseJson(nested(500))).toHaveProperty('value');
  expect(parseJson(nested(501))).toEqual({ wrong: 'it is nested deeper than 500 levels' });
  expect(parseJson(nested(1_000_000))).toEqual({ wrong: 'it is nested deeper than 500 levels' });
  const deep = () => JSON.parse(nested(100_000));
  expect(sameJson(deep(), deep())).toBe(false);
  expect(showValue(deep())).toContain('nested too deeply');
});
