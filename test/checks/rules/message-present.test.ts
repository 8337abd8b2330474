import { expect, test } from 'vitest';
import { ask, say, story, whole } from '../ask.ts';

const bare = (finish_reason: string | null) => whole({ choice: { finish_reason, message: undefined } });

test('a choice without a message is reported', async () => {
  expect(await say('message-present', {})).toEqual([]);
  expect(await ask('message-present', { body: bare('stop') })).toMatchObject([
    { severity: 'error', message: 'choice 0 has no message', at: { in: 'body', pointer: '/choices/0' } },
  ]);
  expect(await ask('message-present', { profile: 'gemini', body: bare('stop') })).toMatchObject([{ severity: 'warn' }]);
});

test.each(['length', 'content_filter', 'content_filter: PROHIBITED_CONTENT'])('%s explains it', async (reason) => {
  expect(await say('message-present', { body: bare(reason) })).toEqual([]);
});

test('streams are not asked', async () => {
  expect(await say('message-present', { request: { stream: true }, chunks: story })).toBeUndefined();
});
