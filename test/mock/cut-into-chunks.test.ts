import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { ProfileName } from '../../src/model/names.ts';
import { reply } from './a-mock.ts';

async function chunksOf(profile: ProfileName, mock: Json, request: JsonObject = {}) {
  return (await reply(mock, { profile, request: { ...request, stream: true } })).chunks();
}

const choicesOf = (chunks: readonly JsonObject[]) => chunks.flatMap(({ choices }) => choices as Json[]);
const usageOf = (chunks: readonly JsonObject[]) => chunks.map(({ usage }) => usage);

test('Vertex AI says the role in every delta, and finish and usage only in the last chunk', async () => {
  const chunks = await chunksOf('vertex-gemini', { content: 'ab', pieces: 2 });
  expect(choicesOf(chunks)).toEqual([
    { delta: { content: 'a', role: 'assistant' }, index: 0, logprobs: null },
    { delta: { content: 'b', role: 'assistant' }, finish_reason: 'stop', index: 0, logprobs: null },
  ]);
  expect(
    chunks.every((chunk) => chunk['system_fingerprint'] === '' && chunk['object'] === 'chat.completion.chunk'),
  ).toBe(true);
  expect(usageOf(chunks)).toEqual([undefined, expect.objectContaining({ total_tokens: 10 })]);
});

test('the Gemini Developer API has neither logprobs nor a fingerprint', async () => {
  const chunks = await chunksOf('gemini', { content: 'ab', pieces: 2 });
  expect(choicesOf(chunks)[0]).toEqual({ delta: { content: 'a', role: 'assistant' }, index: 0 });
  expect(chunks[0]).not.toHaveProperty('system_fingerprint');
  expect(usageOf(chunks)).toEqual([undefined, { completion_tokens: 1, prompt_tokens: 9, total_tokens: 10 }]);
});

test('OpenAI opens with the role, has a null reason up to the last delta, which is empty', async () => {
  const chunks = await chunksOf('openai', { content: 'ab', pieces: 2 });
  expect(choicesOf(chunks)).toEqual([
    {
      delta: { role: 'assistant', content: '', refusal: null },
      finish_reason: null,
      index: 0,
      logprobs: null,
    },
    { delta: { content: 'a' }, finish_reason: null, index: 0, logprobs: null },
    { delta: { content: 'b' }, finish_reason: null, index: 0, logprobs: null },
    { delta: {}, finish_reason: 'stop', index: 0, logprobs: null },
  ]);
  expect(usageOf(chunks)).toEqual([undefined, undefined, undefined, undefined]);
});

test('OpenAI sends usage on request, in a chunk without choices behind chunks that have it null', async () => {
  const chunks = await chunksOf('openai', { content: 'a' }, { stream_options: { include_usage: true } });
  expect(usageOf(chunks)).toEqual([null, null, null, expect.objectContaining({ total_tokens: 10 })]);
  expect(chunks.at(-1)?.['choices']).toEqual([]);
});

test('vLLM sends usage on request, and says nothing of it before', async () => {
  const chunks = await chunksOf('open-model', { content: 'a' }, { stream_options: { include_usage: true } });
  expect(usageOf(chunks)).toEqual([undefined, undefined, undefined, expect.objectContaining({ total_tokens: 10 })]);
});

test('Google sends a call whole, and in pieces on request, each with id and name', async () => {
  const mock = { tool_calls: [{ name: 'f', arguments: { a: 1 }, id: 'c', signature: 's' }] };
  const whole = choicesOf(await chunksOf('vertex-gemini', mock));
  expect(whole).toMatchObject([{ delta: { tool_calls: [{ function: { arguments: '{"a":1}' }, index: 0 }] } }]);
  const asked = { extra_body: { google: { stream_function_call_arguments: true } } };
  const pieces = choicesOf(await chunksOf('vertex-gemini', mock, asked));
  const signed = { google: { thought_signature: 's' } };
  expect(pieces).toMatchObject([
    { delta: { tool_calls: [{ function: { name: 'f', arguments: '' }, id: 'c', extra_content: signed }] } },
    { delta: { tool_calls: [{ function: { name: 'f', arguments: '{"a' }, id: 'c' }] } },
    { delta: { tool_calls: [{ function: { name: 'f', arguments: '":1' }, id: 'c' }] } },
    { delta: { tool_calls: [{ function: { name: 'f', arguments: '}' }, id: 'c' }] }, finish_reason: 'tool_calls' },
  ]);
});

test('OpenAI sends a call in pieces, with id and name in the first alone', async () => {
  const mock = { tool_calls: [{ name: 'f', arguments: { a: 1 }, id: 'c' }] };
  const [, first, second] = choicesOf(await chunksOf('openai', mock));
  expect(first).toMatchObject({ delta: { tool_calls: [{ id: 'c', type: 'function', function: { name: 'f' } }] } });
  expect(second).toMatchObject({ delta: { tool_calls: [{ index: 0, function: { arguments: '{"a' } }] } });
  expect(JSON.stringify(second)).not.toContain('"id"');
});

test('what a message has besides comes in its last delta, as a signature does', async () => {
  const extra_content = { google: { thought_signature: 'c2ln' } };
  const mock = { content: 'a', extra_content, patch: { '/choices/0/message/audio': { data: 'AAAA' } } };
  expect(choicesOf(await chunksOf('vertex-gemini', mock))).toMatchObject([
    { delta: { content: 'a' } },
    { delta: { content: '', extra_content, audio: { data: 'AAAA' } }, finish_reason: 'stop' },
  ]);
});

test('an answer without content is one empty delta', async () => {
  const chunks = await chunksOf('vertex-gemini', { finish_reason: 'length' });
  expect(choicesOf(chunks)).toEqual([
    { delta: { role: 'assistant' }, finish_reason: 'length', index: 0, logprobs: null },
  ]);
});
