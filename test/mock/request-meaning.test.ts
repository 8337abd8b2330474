import { expect, test } from 'vitest';
import { canonical, meaning } from '../../src/mock/request-meaning.ts';
import type { JsonObject } from '../../src/model/json.ts';

const same = (one: JsonObject, other: JsonObject) => canonical(meaning(one)) === canonical(meaning(other));
const asks = (content: unknown): JsonObject => ({ messages: [{ role: 'user', content }] }) as JsonObject;
const calls = (args: string, more: JsonObject = {}): JsonObject => ({
  messages: [{ role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'f', arguments: args } }], ...more }],
});
const tools = (parameters: JsonObject, more: JsonObject = {}): JsonObject => ({
  tools: [{ type: 'function', function: { name: 'f', parameters, ...more } }],
});
const schema = (inner: JsonObject, more: JsonObject = {}): JsonObject => ({
  response_format: { type: 'json_schema', json_schema: { name: 'a', schema: inner, ...more } },
});

test.each<[JsonObject, JsonObject]>([
  [{ model: 'm' }, { model: 'm', temperature: 1, n: 1, stream: false, tool_choice: 'auto', stop: null }],
  [{ max_tokens: 5 }, { max_completion_tokens: 5 }],
  [{ stream: true }, { stream: true, stream_options: { include_usage: true }, user: 'u' }],
  [asks('Hi'), asks([{ type: 'text', text: 'Hi' }])],
  [asks([{ type: 'image_url', image_url: 'gs://a' }]), asks([{ type: 'image_url', image_url: { url: 'gs://a' } }])],
  [calls('{"a":1,"b":2}'), calls('{ "b": 2, "a": 1 }', { content: '', refusal: null })],
  [calls('{}'), calls('{}', { content: null })],
  [
    { messages: [{ role: 'tool', tool_call_id: 'c', content: '{"a":1}' }] },
    { messages: [{ role: 'tool', tool_call_id: 'c', content: '{ "a": 1 }' }] },
  ],
  [tools({ type: 'object' }), tools({ type: 'object', additionalProperties: false, $schema: 'x' }, { strict: true })],
  [schema({ type: 'object' }), schema({ type: 'object' }, { name: 'other', strict: true, description: 'd' })],
  [{ tools: [] }, { response_format: { type: 'text' } }],
])('%j and %j ask for the same', (one, other) => {
  expect(same(one, other)).toBe(true);
});

test.each<[JsonObject, JsonObject]>([
  [{ model: 'm' }, { model: 'n' }],
  [{ temperature: 0 }, { temperature: 1 }],
  [{ max_tokens: 5 }, {}],
  [{ stream: true }, {}],
  [{ tool_choice: 'required' }, { tool_choice: 'auto' }],
  [asks('Hi'), asks('Hi ')],
  [
    asks('Hi'),
    asks([
      { type: 'text', text: 'Hi' },
      { type: 'text', text: '' },
    ]),
  ],
  [calls('{"a":1}'), calls('{"a":2}')],
  [calls('{"a":'), calls('{"b":')],
  [calls('{}'), calls('{}', { content: 'So' })],
  [tools({ type: 'object' }), tools({ type: 'object', additionalProperties: true })],
  [schema({ type: 'object' }), schema({ type: 'array' })],
  [{ response_format: { type: 'json_object' } }, {}],
  [{ extra_body: { google: {} } }, {}],
])('%j and %j do not', (one, other) => {
  expect(same(one, other)).toBe(false);
});

test('what is not as the API has it stays as it is', () => {
  const odd = { messages: 'Hi', tools: 'none', response_format: 'json' } as JsonObject;
  expect(same(odd, { messages: 'Hi', tools: 'none', response_format: 'json' })).toBe(true);
  expect(same(odd, { messages: 'Bye', tools: 'none', response_format: 'json' })).toBe(false);
});
