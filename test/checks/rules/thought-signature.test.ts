import { expect, test } from 'vitest';
import { ask, call, calling, say } from '../ask.ts';

const request = { model: 'google/gemini-3.8-flash' };
const signed = { extra_content: { google: { thought_signature: 'c2ln' } } };

test('a signed call is silent, and of parallel ones the first is enough', async () => {
  expect(
    await say('thought-signature', { request, body: calling(call('f', {}, signed), call('g', {}, { id: 'b' })) }),
  ).toEqual([]);
  expect(await say('thought-signature', { request })).toEqual([]);
});

test('a call without a signature is reported', async () => {
  const body = calling(call('f', {}), call('g', {}, { id: 'b', ...signed }));
  expect(await ask('thought-signature', { request, body })).toMatchObject([
    {
      severity: 'error',
      message: 'the call of f has no thought signature, and cannot be sent back without one',
      at: { in: 'completion', pointer: '/choices/0/message/tool_calls/0' },
    },
  ]);
  expect(await ask('thought-signature', { profile: 'gemini', request: { model: 'gemini-3-pro' }, body })).toMatchObject(
    [{ severity: 'warn' }],
  );
});

test('an earlier generation, and other models, owe none', async () => {
  const body = calling(call('f', {}));
  const earlier = { ...body, model: 'google/gemini-2.5-flash' };
  expect(await say('thought-signature', { request: { model: 'google/gemini-2.5-flash' }, body: earlier })).toEqual([]);
  expect(await say('thought-signature', { profile: 'openai', request, body })).toBeUndefined();
});
