import { expect, test } from 'vitest';
import { ask, chunk, say, story } from '../ask.ts';

const request = { stream: true };

test('the first delta says assistant, later ones may say nothing', async () => {
  expect(await say('stream-role', { request, chunks: story })).toEqual([]);
  const [first, second] = [chunk({ content: 'a' }), chunk({ role: undefined, content: 'b' }, 'stop')];
  expect(await say('stream-role', { request, chunks: [first, second] })).toEqual([]);
});

test.each([
  [undefined, 'the first delta of choice 0 has no role'],
  ['', 'the first delta of choice 0 has the role ""'],
  ['model', 'the first delta of choice 0 has the role "model"'],
])('the role %j is reported', async (role, message) => {
  const chunks = [chunk({ role, content: 'a' }), chunk({ content: 'b' }, 'stop')];
  expect(await ask('stream-role', { request, chunks })).toMatchObject([
    { severity: 'warn', message, expected: '"assistant"', at: { in: 'chunk', event: 1, pointer: '/choices/0/delta' } },
  ]);
  expect(await ask('stream-role', { profile: 'openai', request, chunks })).toMatchObject([{ severity: 'error' }]);
});

test('whole answers are not asked', async () => {
  expect(await say('stream-role', {})).toBeUndefined();
});
