import { expect, test } from 'vitest';
import { ask, chunk, say, story } from '../ask.ts';

const request = { stream: true };
const next = (others: Parameters<typeof chunk>[2]) => [...story, chunk({}, undefined, others)];

test('the same id, model and object, and a clock that goes on, are silent', async () => {
  expect(await say('stream-identity', { request, chunks: story })).toEqual([]);
  expect(await say('stream-identity', { request, chunks: next({ created: 1770850462 }) })).toEqual([]);
});

test('chunks without choices and empty values do not count', async () => {
  // Azure sends a first chunk without choices, id or model.
  const azure = { ...chunk({}), id: '', model: '', object: '', created: 0, choices: [] };
  expect(await say('stream-identity', { request, chunks: [azure, ...story] })).toEqual([]);
  expect(await say('stream-identity', { request, chunks: next({ id: '', model: null }) })).toEqual([]);
});

test.each([
  ['id', 'other', 'id changes within the stream: "nQiNafGyF5rw998PstqooAY" in event 1, "other" in event 3'],
  [
    'model',
    'google/gemini-2.5-flash',
    'model changes within the stream: "google/gemini-3.8-flash" in event 1, "google/gemini-2.5-flash" in event 3',
  ],
  [
    'object',
    'chat.completion',
    'object changes within the stream: "chat.completion.chunk" in event 1, "chat.completion" in event 3',
  ],
  ['created', 1, 'created goes back from 1770850461 in event 2 to 1 in event 3'],
])('a %s of %s is reported once', async (field, value, message) => {
  const chunks = [...next({ [field]: value }), chunk({}, undefined, { [field]: value })];
  expect(await ask('stream-identity', { request, chunks })).toMatchObject([
    { message, at: { event: 3, pointer: `/${field}` } },
  ]);
});
