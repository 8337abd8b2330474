import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { LoadFile } from '../../src/schema/references.ts';
import { ask, diagnose, whole } from './ask.ts';

const wrong: [JsonObject, string, string, string | undefined, string][] = [
  [
    { content: { minLenght: 3 } },
    'unknown-keyword',
    'minLenght is no keyword of a schema',
    'did you mean "minLength"? (a literal value is written as {const: …})',
    'expect.content.minLenght',
  ],
  [
    { json: { properties: { name: 'Science fair' } } },
    'bad-schema',
    'properties.name of the schema is a string, not an object or a boolean',
    'a literal value is written as {const: …}',
    'expect.json.properties.name',
  ],
  [
    { content: { pattern: '(?=x)' } },
    'bad-pattern',
    'the pattern (?=x) uses look-around, which can take forever',
    'say it with includes, excludes, not or allOf',
    'expect.content.pattern',
  ],
  [
    { content: { pattern: '(a)\\1' } },
    'bad-pattern',
    'the pattern (a)\\1 uses a back-reference, which can take forever',
    'write the repeated part out',
    'expect.content.pattern',
  ],
  [
    { json: { $ref: 'https://example.com/a.json' } },
    'bad-reference',
    'https://example.com/a.json is not in the suite, and schemas are loaded from nowhere else',
    'copy it into the suite',
    'expect.json.$ref',
  ],
  [
    { usage: { total_tokens: { type: 'int' } } },
    'bad-schema',
    'type of the schema is "int", not "null", "boolean", "object", "array", "number" or 2 more',
    undefined,
    'expect.usage.total_tokens.type',
  ],
  [
    { chunks: { count: { minimum: '3' } } },
    'bad-schema',
    'minimum of the schema is a string, not a number',
    undefined,
    'expect.chunks.count.minimum',
  ],
  [
    { tool_calls: [{ name: 'f', arguments: { requird: ['a'] } }] },
    'unknown-keyword',
    'requird is no keyword of a schema',
    'did you mean "required"? (a literal value is written as {const: …})',
    'expect.tool_calls.0.arguments.requird',
  ],
  [
    { stream: { layout: 'CQ' } },
    'bad-layout',
    'CQ is no layout: "Q" is no letter of a layout; runs count once, and the letters are R T C K k X M F U - E H D !',
    undefined,
    'expect.stream.layout',
  ],
  [
    { stream: { layout: ['C'] } },
    'bad-layout',
    'the layout is not text',
    'quote it: layout: "R?CFU?D"',
    'expect.stream.layout',
  ],
  [
    { status: 'ok' },
    'bad-expectation',
    '"ok" is no status',
    'write a number such as 200, or a class such as 2xx',
    'expect.status',
  ],
  [{ usage: 21 }, 'bad-expectation', 'usage is a map of its fields', 'write usage: {field: value}', 'expect.usage'],
  [
    { finish_reason: [] },
    'bad-expectation',
    'an empty list allows no value',
    'list the values, or write {const: []}',
    'expect.finish_reason',
  ],
];

test.each(wrong)('%j is a diagnostic at its place', async (expected, code, message, help, at) => {
  expect(await diagnose(expected)).toContainEqual({ code, message, help, at });
});

test('all of them are told at once', async () => {
  const all = await diagnose({ content: { a: 1, b: 2 }, json: { c: 3 }, stream: { layout: 'Q' } });
  expect(all.map(({ at }) => at)).toEqual([
    'expect.content.a',
    'expect.content.b',
    'expect.json.c',
    'expect.stream.layout',
  ]);
});

test('a healthy expect has none, and null is as if it were not there', async () => {
  expect(
    await diagnose({ content: { minLength: 3 }, usage: null, json: { properties: { a: { includes: 'x' } } } }),
  ).toEqual([]);
});

const files: LoadFile = (path) => {
  if (path === 'fair.yaml')
    return {
      file: 'fair.yaml',
      value: { $id: 'https://example.com/fair', $ref: '#/parts/fair', parts: { fair: { required: ['name'] } } },
    };
  if (path === 'bad.yaml') return { file: 'bad.yaml', value: { requird: ['name'] } };
  return { error: `there is no file ${path} in the suite` };
};

test('a $ref reaches files of the suite', async () => {
  const asking = {
    expect: { json: { $ref: 'fair.yaml#/parts/fair' } },
    body: whole({ message: { content: '{}' } }),
    loadFile: files,
  };
  expect(await ask('expect.json', asking)).toMatchObject([{ message: "there is no name in the content's JSON" }]);
});

test('what is wrong in such a file is said at the $ref', async () => {
  expect(await diagnose({ json: { $ref: 'bad.yaml' } }, files)).toMatchObject([
    { code: 'unknown-keyword', message: 'requird is no keyword of a schema (in bad.yaml#)', at: 'expect.json.$ref' },
  ]);
  expect(await diagnose({ json: { $ref: 'none.yaml' } }, files)).toMatchObject([
    { code: 'bad-reference', message: 'there is no file none.yaml in the suite' },
  ]);
});
