import { expect, test } from 'vitest';
import { ask, chunk, say } from '../ask.ts';

const request = { stream: true };
const chunks = [...Array.from({ length: 5 }, () => chunk({ content: 'a' })), chunk({}, 'stop')];
const live = { request, chunks, backend: 'live' } as const;

test('a live stream that came at once is a warning', async () => {
  expect(await ask('stream-incremental', { ...live, readsAt: [900, 902] })).toMatchObject([
    { severity: 'warn', message: 'all 6 chunks arrived at once, 900ms after the request was sent', at: { in: 'body' } },
  ]);
});

test('one that came bit by bit is silent, and so is one that is too short to tell', async () => {
  expect(await say('stream-incremental', { ...live, readsAt: [900, 950] })).toEqual([]);
  expect(await say('stream-incremental', { ...live, chunks: chunks.slice(-2), readsAt: [900] })).toEqual([]);
  // It was not held back for long.
  expect(await say('stream-incremental', { ...live, readsAt: [90, 92] })).toEqual([]);
});

test('mocks and whole answers are not asked', async () => {
  expect(await say('stream-incremental', { request, chunks })).toBeUndefined();
  expect(await say('stream-incremental', { backend: 'live' })).toBeUndefined();
});
