import { expect, test } from 'vitest';
import { ask, call, calling, chunk, say, whole } from '../ask.ts';

const schema = {
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
  additionalProperties: false,
};
const request = { response_format: { type: 'json_schema', json_schema: { name: 'event', schema } } };
const saying = (content: string | null, finish_reason = 'stop', message = {}) =>
  whole({ message: { content, ...message }, choice: { finish_reason } });

test('JSON that is valid against the schema is silent, whole or streamed', async () => {
  expect(await say('structured-output', { request, body: saying('{"name": "Science fair"}') })).toEqual([]);
  const chunks = [chunk({ content: '{"name":' }), chunk({ content: '"x"}' }, 'stop')];
  expect(await say('structured-output', { request: { ...request, stream: true }, chunks })).toEqual([]);
});

test('JSON that is not valid is reported at response_format', async () => {
  expect(await ask('structured-output', { request, body: saying('{"name": 3}') })).toMatchObject([
    {
      severity: 'error',
      message: 'name of the content is a number, not a string',
      at: { in: 'completion', pointer: '/choices/0/message/content', excerpt: '{"name": 3}' },
      place: { lineText: 'request.response_format' },
    },
  ]);
});

test('json_object asks for JSON of any form', async () => {
  const any = { response_format: { type: 'json_object' } };
  expect(await say('structured-output', { request: any, body: saying('{"a": 1}') })).toEqual([]);
  expect(await say('structured-output', { request: any, body: saying('Sure! {"a": 1}') })).toEqual([
    "the content is not JSON: unexpected token 'S'",
  ]);
  expect(await say('structured-output', { request: any, body: saying('```json\n{}\n```') })).toEqual([
    'the content is not JSON: it stands in a Markdown code fence',
  ]);
});

test('length, a filter and a refusal are one finding that says so', async () => {
  expect(await say('structured-output', { request, body: saying('{"na', 'length') })).toEqual([
    'choice 0 ended with "length" before its JSON was whole',
  ]);
  expect(await say('structured-output', { request, body: saying(null, 'content_filter: SAFETY') })).toEqual([
    'choice 0 ended with "content_filter: SAFETY" before its JSON was whole',
  ]);
  expect(await say('structured-output', { request, body: saying(null, 'stop', { refusal: 'I cannot' }) })).toEqual([
    'choice 0 is a refusal instead of JSON',
  ]);
});

test('no content is reported, unless a tool is called first', async () => {
  expect(await say('structured-output', { request, body: saying(null) })).toEqual(['choice 0 has no content']);
  expect(await say('structured-output', { request, body: calling(call('f', {})) })).toEqual([]);
});

test('a schema that cannot be used is a warning, never silence', async () => {
  const json_schema = { name: 'x', schema: { type: 'object', properties: { a: { type: 'MONEY' } } } };
  const odd = { response_format: { type: 'json_schema', json_schema } };
  expect(await ask('structured-output', { request: odd, body: saying('{}') })).toMatchObject([
    {
      severity: 'warn',
      message: 'not checked: response_format has no schema we can use: there is no type money in JSON Schema',
    },
  ]);
});

test('without response_format, and with text, it is not asked', async () => {
  expect(await say('structured-output', {})).toBeUndefined();
  expect(await say('structured-output', { request: { response_format: { type: 'text' } } })).toBeUndefined();
});

test.each([
  [{ name: 'x' }, 'response_format has no json_schema.schema'],
  [{ name: 'x', schema: 'oops' }, 'json_schema.schema is no map'],
])('a format without a schema is a warning: %j', async (json_schema, why) => {
  const request = { response_format: { type: 'json_schema', json_schema } };
  expect(await ask('structured-output', { request, body: whole({ message: { content: '17' } }) })).toMatchObject([
    { severity: 'warn', message: expect.stringContaining(why) },
  ]);
});
