import { expect, test } from 'vitest';
import { ask, chunk, say, story, whole } from '../ask.ts';

const request = { stream: true };

test('one finish reason per choice is silent', async () => {
  expect(await say('finish-once', {})).toEqual([]);
  expect(await say('finish-once', { request, chunks: story })).toEqual([]);
  // OpenAI: null until the end, usage in a chunk behind it.
  const openai = [chunk({ content: 'A' }, undefined, {}), chunk({}, 'stop'), { ...chunk({}), choices: [] }];
  expect(await say('finish-once', { request, chunks: openai })).toEqual([]);
});

test('a choice without one is reported', async () => {
  expect(await say('finish-once', { body: whole({ choice: { finish_reason: null } }) })).toEqual([
    'choice 0 has no finish reason',
  ]);
  expect(await say('finish-once', { request, chunks: [chunk({ content: 'A' })] })).toEqual([
    'choice 0 has no finish reason',
  ]);
});

test('a second one is reported, with the event of the first', async () => {
  const findings = await ask('finish-once', { request, chunks: [...story, chunk({}, 'length')] });
  expect(findings).toMatchObject([
    {
      message: 'choice 0 is finished a second time: it was already in event 2',
      actual: '"length"',
      at: { in: 'chunk', event: 3, pointer: '/choices/0/finish_reason' },
    },
  ]);
});

test('content, a thought or a tool call after the end is reported', async () => {
  const late = async (delta: Parameters<typeof chunk>[0]) =>
    say('finish-once', { request, chunks: [...story, chunk(delta)] });
  expect(await late({ content: '!' })).toEqual(['choice 0 goes on with content after it was finished in event 2']);
  expect(await late({ content: 'Hm', extra_content: { google: { thought: true } } })).toEqual([
    'choice 0 goes on with a thought after it was finished in event 2',
  ]);
  expect(await late({ reasoning_content: 'Hm' })).toEqual([
    'choice 0 goes on with a thought after it was finished in event 2',
  ]);
  expect(await late({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '' } }] })).toEqual([
    'choice 0 goes on with a tool call after it was finished in event 2',
  ]);
  expect(await late({ content: '' })).toEqual([]);
});

test('another choice may go on', async () => {
  const other = { ...chunk({}), choices: [{ index: 1, delta: { content: 'B' }, finish_reason: 'stop' }] };
  expect(await say('finish-once', { request: { stream: true, n: 2 }, chunks: [...story, other] })).toEqual([]);
});
