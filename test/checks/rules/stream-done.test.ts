import { expect, test } from 'vitest';
import { ask, say, story } from '../ask.ts';

const request = { stream: true };
const [first, last] = story.map((each) => `data: ${JSON.stringify(each)}\n\n`);
const done = 'data: [DONE]\n\n';

test('[DONE] at the end is silent, a comment behind it too', async () => {
  expect(await say('stream-done', { request, stream: `${first}${last}${done}` })).toEqual([]);
  expect(await say('stream-done', { request, stream: `${first}${last}${done}: bye\n\n` })).toEqual([]);
});

test('a stream without [DONE] is reported', async () => {
  expect(await ask('stream-done', { request, stream: `${first}${last}` })).toMatchObject([
    {
      severity: 'error',
      message: 'the stream ends without [DONE], after 2 events',
      place: { lineText: 'request.stream' },
    },
  ]);
  expect(await ask('stream-done', { profile: 'gemini', request, stream: `${first}${last}` })).toMatchObject([
    { severity: 'warn' },
  ]);
  expect(await say('stream-done', { request, stream: '' })).toEqual(['the stream ends without [DONE], after 0 events']);
});

test('what follows [DONE] is reported', async () => {
  expect(await ask('stream-done', { request, stream: `${first}${done}${last}` })).toMatchObject([
    { message: 'the stream goes on with more after the [DONE] in event 2', at: { event: 3 } },
  ]);
  expect(await say('stream-done', { request, stream: `${first}${last}${done}${done}` })).toEqual([
    'the stream goes on with a second [DONE] after the [DONE] in event 3',
  ]);
});

test('whole answers are not asked', async () => {
  expect(await say('stream-done', {})).toBeUndefined();
});
