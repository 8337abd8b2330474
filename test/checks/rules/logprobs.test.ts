import { expect, test } from 'vitest';
import { ask, call, calling, say, whole } from '../ask.ts';

const request = { logprobs: true, top_logprobs: 2 };
const token = (tops: number) => ({ token: 'a', logprob: -1, top_logprobs: Array.from({ length: tops }, () => ({})) });
const having = (logprobs: object | null) => whole({ choice: { logprobs: logprobs as never } });

test('logprobs within what was asked for are silent', async () => {
  expect(await say('logprobs', { request, body: having({ content: [token(2), token(0)] }) })).toEqual([]);
  expect(await say('logprobs', { request: { logprobs: true }, body: having({ content: [token(9)] }) })).toEqual([]);
});

test.each([null, {}, { content: [] }, { content: null }])('%j is none', async (logprobs) => {
  expect(await ask('logprobs', { profile: 'openai', request, body: having(logprobs) })).toMatchObject([
    {
      severity: 'error',
      message: 'choice 0 has no logprobs, although the request asks for them',
      at: { in: 'completion', pointer: '/choices/0/logprobs' },
    },
  ]);
});

test('more than top_logprobs are reported, once', async () => {
  expect(await say('logprobs', { request, body: having({ content: [token(1), token(3), token(4)] }) })).toEqual([
    'token 2 of choice 0 has 3 top_logprobs, more than the request asks for',
  ]);
});

test('an answer without text owes none, and without logprobs it is not asked', async () => {
  expect(await say('logprobs', { request, body: calling(call('f', {})) })).toEqual([]);
  expect(await say('logprobs', { request: { logprobs: false } })).toBeUndefined();
});
