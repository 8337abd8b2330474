import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { type Asking, judge, profiles } from './a-mock.ts';

/** Whatever a mock answers when nothing in it is meant to be wrong must keep the contract of its profile. */
const weather: Json = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { location: { type: 'string' } } } },
};
const event: Json = {
  type: 'json_schema',
  json_schema: {
    name: 'event',
    schema: {
      type: 'object',
      required: ['name', 'participants'],
      additionalProperties: false,
      properties: { name: { type: 'string' }, participants: { type: 'array', items: { type: 'string' } } },
    },
  },
};
const call: Json = { name: 'get_weather', arguments: { location: 'Paris' } };

const thinking = (more: JsonObject = {}): JsonObject => ({
  extra_body: { google: { thinking_config: { include_thoughts: true }, ...more } },
});

const replies: readonly (readonly [string, Json | undefined, JsonObject])[] = [
  ['a text', { content: 'Mira found a magic backpack in the attic.' }, {}],
  ['thoughts', { content: 'Blue.', thoughts: 'The light is scattered.' }, thinking()],
  ['thoughts in a tag', { content: 'Blue.', thoughts: 'Light …' }, thinking({ thought_tag_marker: 'think' })],
  ['thoughts beside the content', { content: 'Blue.', reasoning_content: 'Light …' }, thinking()],
  ['a refusal', { refusal: 'I cannot do that.' }, {}],
  ['a filtered answer', { content: null, finish_reason: 'content_filter' }, {}],
  ['a tool call', { tool_calls: [call] }, { tools: [weather] }],
  ['two tool calls beside a text', { content: 'I look.', tool_calls: [call, call] }, { tools: [weather] }],
  [
    'a call in pieces',
    { tool_calls: [call] },
    { tools: [weather], extra_body: { google: { stream_function_call_arguments: true } } },
  ],
  ['JSON', { content_json: { name: 'Fair', participants: ['Alice'] } }, { response_format: event }],
  ['two choices', { choices: [{ content: 'a' }, { content: 'b' }] }, { n: 2 }],
  ['usage on request', { content: 'a' }, { stream_options: { include_usage: true } }],
  ['no mock', undefined, {}],
  ['no mock, a schema', undefined, { response_format: event }],
  ['no mock, any JSON', undefined, { response_format: { type: 'json_object' } }],
  ['no mock, a tool that must be called', undefined, { tools: [weather], tool_choice: 'required' }],
  [
    'no mock, a tool that is named',
    undefined,
    { tools: [weather], tool_choice: { type: 'function', function: { name: 'get_weather' } } },
  ],
  ['no mock, tools that may be called', undefined, { tools: [weather] }],
  ['no mock, three choices', undefined, { n: 3 }],
  ['no mock, four tokens', undefined, { max_tokens: 4 }],
];

const asks: readonly Asking[] = profiles.flatMap((profile) =>
  (['rest', 'sdk'] as const).map((transport) => ({ profile, transport })),
);
const rows = asks.flatMap((asking) =>
  replies.flatMap(([title, mock, request]) =>
    [request, { ...request, stream: true }].map((body) => ({ ...asking, title, mock, request: body })),
  ),
);

test.each(rows)('$profile over $transport keeps the contract with $title: $request', async ({ mock, ...asking }) => {
  const { findings, asked } = await judge(mock, asking);
  expect(asked.length).toBeGreaterThan(0);
  // The Gemini Developer API does hide its reasoning, and the rule says so.
  const information = asking.profile === 'gemini' ? ['tokens of hidden reasoning'] : [];
  const wrong = findings.filter(({ message }) => !information.some((each) => message.endsWith(each)));
  expect(wrong).toEqual([]);
});

test.each(asks)('$profile over $transport has errors in the envelope that is its own', async (asking) => {
  const error = { status: 429, error: { message: 'Slow down' } };
  const whole = await judge(error, asking);
  const streamed = await judge(error, { ...asking, request: { stream: true } });
  expect(whole.asked).toContain('error-envelope');
  expect([...whole.findings, ...streamed.findings].map(({ check }) => check)).toEqual(['status', 'status']);
});
