import { expect, test } from 'vitest';
import { ask, call, calling, say } from '../ask.ts';

test('ids of their own are silent', async () => {
  expect(await say('tool-call-id', { body: calling(call('f', {}), call('f', {}, { id: 'call-2' })) })).toEqual([]);
  expect(await say('tool-call-id', {})).toEqual([]);
});

test.each([undefined, '', null])('the id %j is none', async (id) => {
  expect(await ask('tool-call-id', { body: calling(call('f', {}, { id })) })).toMatchObject([
    {
      severity: 'error',
      message: 'the call of f has no id, or an empty one: its result cannot be sent back',
      at: { in: 'completion', pointer: '/choices/0/message/tool_calls/0/id' },
    },
  ]);
});

test('two calls of one id are reported', async () => {
  const body = calling(call('f', {}), call('g', {}));
  expect(await ask('tool-call-id', { profile: 'open-model', body })).toMatchObject([
    {
      severity: 'warn',
      message: 'two tool calls of choice 0 have the id call-1',
      at: { pointer: '/choices/0/message/tool_calls/1/id' },
    },
  ]);
});
