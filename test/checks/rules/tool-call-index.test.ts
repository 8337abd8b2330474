import { expect, test } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { ask, chunk, say } from '../ask.ts';

const request = { stream: true };
const calls = (...entries: { readonly [key: string]: Json }[]) => chunk({ tool_calls: entries });
const call = (id: string, index?: Json) => ({
  id,
  ...(index !== undefined && { index }),
  function: { name: 'f', arguments: '' },
});

test('an index that stays is silent, also where later pieces have no id', async () => {
  const chunks = [
    calls(call('a', 0)),
    calls({ index: 0, function: { arguments: '{}' } }),
    calls(call('b', 1), call('c', 2)),
  ];
  expect(await say('tool-call-index', { request, chunks })).toEqual([]);
});

test('a call without an index is reported', async () => {
  expect(await ask('tool-call-index', { request, chunks: [calls(call('a'))] })).toMatchObject([
    {
      severity: 'warn',
      message: 'the call of f has no index',
      at: { in: 'chunk', event: 1, pointer: '/choices/0/delta/tool_calls/0' },
    },
  ]);
  expect(await ask('tool-call-index', { profile: 'openai', request, chunks: [calls(call('a', 'x'))] })).toMatchObject([
    { severity: 'error', actual: '"x"' },
  ]);
});

test('the pieces of one call without an index are told once, also where they have no name', async () => {
  const piece = { id: 'b', function: { arguments: '{}' } };
  expect(await say('tool-call-index', { request, chunks: [calls(call('a')), calls(call('a')), calls(piece)] })).toEqual(
    ['the call of f has no index', 'a tool call has no index'],
  );
});

test('an index that changes is told at each change', async () => {
  const chunks = [calls(call('a', 1)), calls(call('a', 0)), calls(call('a', 0)), calls(call('b', 0))];
  expect(await say('tool-call-index', { request, chunks })).toEqual([
    'the index of the tool call a changes from 1 to 0',
  ]);
});
