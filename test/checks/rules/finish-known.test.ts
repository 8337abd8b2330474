import { expect, test } from 'vitest';
import type { ProfileName } from '../../../src/model/names.ts';
import { ask, chunk, say, story, whole } from '../ask.ts';

const ending = (finish_reason: string) => whole({ choice: { finish_reason } });

const known: [ProfileName, string][] = [
  ['vertex-gemini', 'stop'],
  ['vertex-gemini', 'content_filter: PROHIBITED_CONTENT'],
  ['vertex-gemini', 'function_call_filter: MALFORMED_FUNCTION_CALL'],
  ['gemini', 'content_filter: SAFETY'],
  ['openai', 'content_filter'],
  ['openai', 'function_call'],
  ['open-model', 'eos_token'],
];

test.each(known)('for %s, %s is known', async (profile, reason) => {
  expect(await say('finish-known', { profile, body: ending(reason) })).toEqual([]);
});

const unknown: [ProfileName, string, string][] = [
  ['vertex-gemini', 'STOP', 'warn'],
  ['gemini', 'function_call_filter', 'warn'],
  ['openai', 'content_filter: SAFETY', 'error'],
  ['open-model', 'done', 'warn'],
];

test.each(unknown)('for %s, %s is not: %s', async (profile, reason, severity) => {
  expect(await ask('finish-known', { profile, body: ending(reason) })).toMatchObject([
    {
      severity,
      message: `choice 0 ends with ${JSON.stringify(reason)}, which is no finish reason of the profile ${profile}`,
      at: { in: 'body', pointer: '/choices/0/finish_reason' },
    },
  ]);
});

test('in a stream the event is named', async () => {
  const chunks = [...story.slice(0, 1), chunk({}, 'STOP')];
  expect(await ask('finish-known', { request: { stream: true }, chunks })).toMatchObject([
    { at: { in: 'chunk', event: 2 } },
  ]);
});
