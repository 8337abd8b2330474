import { expect, test } from 'vitest';
import { ask, call, calling, chunk, say, whole } from '../ask.ts';

const empty = (finish_reason: string | null, message = {}) =>
  whole({ message: { content: null, ...message }, choice: { finish_reason } });

test('an answer that says nothing is a warning', async () => {
  expect(await ask('content-present', { body: empty('stop') })).toMatchObject([
    {
      severity: 'warn',
      message: 'choice 0 says nothing: no text, no tool call, no refusal, no media',
      actual: 'the finish reason "stop"',
      at: { in: 'completion', pointer: '/choices/0/message' },
    },
  ]);
  const chunks = [chunk({}), chunk({ content: '' }, 'stop')];
  expect(await say('content-present', { request: { stream: true }, chunks })).toHaveLength(1);
});

test('thoughts are no answer', async () => {
  expect(await say('content-present', { body: empty('stop', { reasoning_content: 'Hm' }) })).toEqual([
    'choice 0 has thoughts and no answer: no text, no tool call, no refusal, no media',
  ]);
});

test('text, calls, refusals and media say something', async () => {
  expect(await say('content-present', {})).toEqual([]);
  expect(await say('content-present', { body: calling(call('f', {})) })).toEqual([]);
  expect(await say('content-present', { body: empty('stop', { refusal: 'No' }) })).toEqual([]);
  expect(await say('content-present', { body: empty('stop', { audio: { data: 'AA' } }) })).toEqual([]);
});

test.each(['length', 'content_filter: SAFETY', 'function_call_filter: MALFORMED_FUNCTION_CALL'])(
  '%s explains it',
  async (reason) => {
    expect(await say('content-present', { body: empty(reason) })).toEqual([]);
  },
);

test('a choice without a message is told once, by the rule about it', async () => {
  const body = whole({ choices: [{ index: 0, finish_reason: 'stop' }] });
  expect(await say('content-present', { body })).toEqual([]);
  expect(await say('content-present', { body, rules: { 'message-present': 'off' } })).toHaveLength(1);
});
