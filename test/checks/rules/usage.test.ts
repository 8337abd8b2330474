import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { ask, chunk, profiles, say, whole } from '../ask.ts';

const counting = (usage: JsonObject | null) => whole({ usage });
const bare = [chunk({ content: 'A' }), { ...chunk({}, 'stop'), usage: null }];

test.each(profiles)('a whole answer of %s owes usage', async (profile) => {
  expect(await say('usage', { profile })).toEqual([]);
  expect(await say('usage', { profile, body: counting(null) })).toEqual(['the answer has no usage']);
});

test('a stream of Vertex owes it always, other streams with include_usage', async () => {
  const stream = { stream: true };
  const including = { stream: true, stream_options: { include_usage: true } };
  expect(await say('usage', { request: stream, chunks: bare })).toEqual(['no chunk of the stream has usage']);
  for (const profile of ['gemini', 'openai', 'open-model'] as const) {
    expect(await say('usage', { profile, request: stream, chunks: bare })).toEqual([]);
    expect(await ask('usage', { profile, request: including, chunks: bare })).toMatchObject([
      {
        message: 'no chunk has usage, although include_usage asks for it',
        place: { lineText: 'request.stream_options' },
      },
    ]);
  }
});

test('on Vertex the total has three parts, elsewhere two', async () => {
  const usage = {
    prompt_tokens: 9,
    completion_tokens: 566,
    completion_tokens_details: { reasoning_tokens: 946 },
    total_tokens: 1521,
  };
  expect(await say('usage', { body: counting(usage) })).toEqual([]);
  const openai = { ...usage, completion_tokens: 1512 };
  expect(await say('usage', { profile: 'openai', body: counting(openai) })).toEqual([]);
  expect(await ask('usage', { body: counting(openai) })).toMatchObject([
    {
      severity: 'error',
      message:
        'total_tokens is 1521, less than its parts together: prompt_tokens 9 + completion_tokens 1512 + reasoning_tokens 946 = 2467',
      expected: 'at least 2467',
      at: { in: 'body', pointer: '/usage' },
    },
  ]);
});

test('a part that is missing is zero', async () => {
  expect(await say('usage', { body: counting({ prompt_tokens: 9, total_tokens: 9 }) })).toEqual([]);
});

test('a larger total is information', async () => {
  expect(
    await ask('usage', {
      profile: 'gemini',
      body: counting({ prompt_tokens: 38, completion_tokens: 345, total_tokens: 1353 }),
    }),
  ).toMatchObject([
    {
      severity: 'info',
      message:
        'total_tokens is 1353, 970 more than prompt_tokens 38 + completion_tokens 345: tokens of hidden reasoning',
    },
  ]);
});

test('reasoning that stands in the details is not hidden: Grok on Vertex counts it apart', async () => {
  const usage = {
    prompt_tokens: 663,
    completion_tokens: 50,
    completion_tokens_details: { reasoning_tokens: 124 },
    total_tokens: 837,
  };
  expect(await say('usage', { profile: 'open-model', body: counting(usage) })).toEqual([]);
  expect(await say('usage', { profile: 'open-model', body: counting({ ...usage, total_tokens: 838 }) })).toEqual([
    'total_tokens is 838, 125 more than prompt_tokens 663 + completion_tokens 50: tokens of hidden reasoning',
  ]);
  // On Vertex it is a part of the sum already.
  expect(await ask('usage', { body: counting(usage) })).toEqual([]);
  expect(await ask('usage', { body: counting({ ...usage, total_tokens: 961 }) })).toMatchObject([{ severity: 'info' }]);
});

test('a missing total is reported', async () => {
  expect(await say('usage', { body: counting({ prompt_tokens: 9 }) })).toEqual(['usage has no total_tokens']);
});

test('of a stream the last usage counts', async () => {
  const running = chunk({ content: 'A' }, undefined, {
    usage: { prompt_tokens: 9, completion_tokens: 5, total_tokens: 3 },
  });
  expect(await say('usage', { request: { stream: true }, chunks: [running, chunk({}, 'stop')] })).toEqual([]);
  expect(await ask('usage', { request: { stream: true }, chunks: [running] })).toMatchObject([
    { at: { in: 'chunk', event: 1 } },
  ]);
});
