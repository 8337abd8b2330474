import { expect, test } from 'vitest';
import { ask, chunk, say, story, whole } from '../ask.ts';

const one = { finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } };
const two = whole({
  choices: [
    { index: 1, ...one },
    { index: 0, ...one },
  ],
});

test('as many choices as asked for, each index once, are silent', async () => {
  expect(await say('choices', {})).toEqual([]);
  expect(await say('choices', { request: { n: 2 }, body: two })).toEqual([]);
  const second = { ...chunk({ content: 'B' }), choices: [{ index: 1, delta: { content: 'B' } }] };
  const usageOnly = { ...chunk({}), choices: [] };
  expect(await say('choices', { request: { n: 2, stream: true }, chunks: [...story, second, usageOnly] })).toEqual([]);
});

test('too few are reported at n', async () => {
  const findings = await ask('choices', { request: { n: 2 } });
  expect(findings).toMatchObject([
    {
      message: 'the answer has 1 choice, but n asks for 2',
      expected: '2 choices',
      actual: '1 choice',
      place: { lineText: 'request.n' },
    },
  ]);
  expect(await say('choices', { request: { n: 3, stream: true }, chunks: story })).toEqual([
    'the answer has 1 choice, but n asks for 3',
  ]);
  expect(await say('choices', { body: whole({ choices: [] }) })).toEqual([
    'the answer has no choice, but one was asked for',
  ]);
});

test('an index that nobody asked for, one that is there twice and one that is missing are reported', async () => {
  expect(await say('choices', { body: two })).toEqual(['a choice has the index 1, but one was asked for']);
  const twice = whole({
    choices: [
      { index: 0, ...one },
      { index: 0, ...one },
    ],
  });
  expect(await say('choices', { request: { n: 2 }, body: twice })).toEqual(['two choices have the index 0']);
  expect(await say('choices', { body: whole({ choices: [one] }) })).toEqual(['a choice has no index']);
});

test('in a stream the place is the event', async () => {
  const stray = { ...chunk({ content: 'B' }), choices: [{ index: 4, delta: { content: 'B' } }] };
  expect(await ask('choices', { request: { stream: true }, chunks: [...story, stray] })).toMatchObject([
    { at: { in: 'chunk', event: 3, pointer: '/choices/0/index' } },
  ]);
});

test('it reads the request: without one it is not asked', async () => {
  expect(await say('choices', { request: 'not JSON' })).toBeUndefined();
});

test('null in place of the list is said by the schema alone', async () => {
  expect(await say('choices', { body: whole({ choices: null }) })).toEqual([]);
  expect(await say('schema', { body: whole({ choices: null }) })).toHaveLength(1);
});

test('a body that is no answer is told where the schema is not an error', async () => {
  expect(await say('choices', { body: '[]' })).toEqual([]);
  expect(await say('choices', { body: '[]', rules: { schema: 'off' } })).toEqual([
    'the answer has no choice, but one was asked for',
  ]);
  expect(await say('choices', { body: '[]', rules: { schema: 'warn' } })).toHaveLength(1);
});
