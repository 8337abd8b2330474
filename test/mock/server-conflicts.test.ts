import { expect, test } from 'vitest';
import { findConflict } from '../../src/mock/server-conflicts.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { cases, firstStep } from '../suite/suite.ts';

const model = 'google/gemini-3.8-flash';
const messages = [{ role: 'user', content: 'Hello' }];
const weather = { type: 'function', function: { name: 'get_weather' } };
const signed = { google: { thought_signature: 'c2ln' } };
const call = (more: JsonObject = {}) => ({
  id: 'c',
  type: 'function',
  function: { name: 'f', arguments: '{}' },
  ...more,
});
const turn = (calls: readonly JsonObject[], results: number) => [
  ...messages,
  { role: 'assistant', tool_calls: calls },
  ...Array.from({ length: results }, () => ({ role: 'tool', tool_call_id: 'c', content: '{}' })),
];
const thinking = (config: JsonObject) => ({ extra_body: { google: { thinking_config: config } } });

test.each<[JsonObject, string]>([
  [{ model: 'gemini-3.8-flash' }, "Malformed publisher model (`model`: 'gemini-3.8-flash')"],
  [{ model: 'publishers/google/models/gemini-3.8-flash' }, 'Malformed publisher model'],
  [{ messages: [{ role: 'system', content: 'Be brief.' }] }, 'at least one contents field is required'],
  [{ messages: [{ role: 'user', content: '' }] }, 'empty text parameter'],
  [{ messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] }, 'empty text parameter'],
  [{ messages: [...messages, { role: 'assistant', content: 'So' }] }, 'ending with a model turn'],
  [thinking({ thinking_level: 'LOW', thinking_budget: 1 }), 'only one of thinking budget and thinking level'],
  [{ reasoning_effort: 'low', ...thinking({ thinking_level: 'LOW' }) }, 'found both'],
  [{ reasoning_effort: 'maximal' }, 'Accepted values are: none, minimal, low, medium, high'],
  [{ reasoning_effort: 'minimal' }, 'THINKING_LEVEL_MINIMAL'],
  [thinking({ thinking_level: 'MINIMAL' }), 'THINKING_LEVEL_MINIMAL'],
  [{ n: 2 }, 'Multiple candidates is not enabled'],
  [{ presence_penalty: 0.5 }, 'Penalty is not enabled'],
  [{ model: 'google/gemini-3.5-flash', frequency_penalty: 1 }, 'Penalty is not enabled'],
  [{ tools: [weather, { type: 'function', function: { name: '2nd' } }] }, 'function_declarations[1].name'],
  [{ tools: [{ type: 'function', function: { name: 'a'.repeat(65) } }] }, 'maximum length of 64'],
  [{ model: 'google/gemini-2.5-flash', tools: [weather], web_search_options: {} }, 'all search tools'],
  [{ model: 'google/gemini-2.5-pro', tools: [weather], response_format: { type: 'json_object' } }, 'mime type'],
  [{ messages: turn([call({ extra_content: signed }), call()], 1) }, 'number of function response parts'],
  [{ messages: turn([call(), call({ extra_content: signed })], 2) }, 'call `f` in the 2. content block is missing'],
])('the managed endpoint refuses %j', (more, message) => {
  expect(findConflict({ model, messages, ...more })).toContain(message);
});

test.each<[JsonObject]>([
  [{}],
  [{ reasoning_effort: 'low' }],
  [thinking({ include_thoughts: true, thinking_level: 'LOW' })],
  [{ n: 1, presence_penalty: 0, frequency_penalty: null }],
  [{ model: 'google/gemini-2.5-flash', n: 2, reasoning_effort: 'minimal', presence_penalty: 1 }],
  [{ tools: [weather], response_format: { type: 'json_object' }, web_search_options: {} }],
  [{ messages: turn([call({ extra_content: signed }), call()], 2) }],
  [{ model: 'google/gemini-2.5-flash', messages: turn([call()], 1) }],
  [{ messages: [...turn([call()], 1), { role: 'assistant', content: 'Done.' }, ...messages] }],
  [
    {
      model: 'qwen/qwen3-coder-480b-a35b-instruct-maas',
      messages: [...messages, { role: 'assistant', content: 'So' }],
    },
  ],
])('the managed endpoint takes %j', (more) => {
  expect(findConflict({ model, messages, ...more })).toBeUndefined();
});

test('what the shipped suite asks the managed endpoint is refused where its mock refuses it, and nowhere else', () => {
  const managed = cases.filter(({ endpoint, repeat }) => endpoint.kind === 'managed' && repeat === 1);
  const refused = managed.flatMap((aCase) => {
    const { request, mock } = firstStep(aCase);
    const conflict = request.kind === 'json' ? findConflict(request.json) : undefined;
    return conflict === undefined ? [] : [{ id: aCase.id, conflict, mock: JSON.stringify(mock) }];
  });
  expect(refused.length).toBeGreaterThan(10);
  for (const { id, conflict, mock } of refused)
    expect([id, mock]).toEqual([id, expect.stringContaining(JSON.stringify(conflict).slice(1, 40))]);
});
