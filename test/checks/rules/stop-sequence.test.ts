import { expect, test } from 'vitest';
import { ask, chunk, say, whole } from '../ask.ts';

const saying = (content: string) => whole({ message: { content } });

test('text that ends before the stop sequence is silent', async () => {
  expect(await say('stop-sequence', { request: { stop: 'END' }, body: saying('a story') })).toEqual([]);
  expect(await say('stop-sequence', { request: { stop: ['END', ''] }, body: saying('END'.slice(0, 2)) })).toEqual([]);
});

test('a stop sequence in the text is reported', async () => {
  expect(await ask('stop-sequence', { request: { stop: ['x', 'END'] }, body: saying('a story END') })).toMatchObject([
    {
      severity: 'error',
      message: 'the content of choice 0 has the stop sequence "END" in it',
      actual: '"a story END"',
      at: { in: 'completion', pointer: '/choices/0/message/content' },
      place: { lineText: 'request.stop' },
    },
  ]);
});

test('one that is split over chunks is found', async () => {
  const chunks = [chunk({ content: 'a E' }), chunk({ content: 'ND b' }, 'stop')];
  expect(await say('stop-sequence', { request: { stream: true, stop: 'END' }, chunks })).toHaveLength(1);
});

test('without stop it is not asked', async () => {
  expect(await say('stop-sequence', {})).toBeUndefined();
  expect(await say('stop-sequence', { request: { stop: null } })).toBeUndefined();
});
