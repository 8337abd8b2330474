import { expect, test } from 'vitest';
import { unheardKeys } from '../../src/scenarios/unheard-keys.ts';

test('what stands beside a recording and would not be heard is found, wherever the reply stands', () => {
  const recorded = { recording: true, content: 'x' };
  const at = (...path: (string | number)[]) => [{ path, beside: 'recording' }];
  expect(unheardKeys({ mock: recorded })).toEqual(at('mock', 'content'));
  expect(unheardKeys({ mock: [{ status: 429 }, recorded] })).toEqual(at('mock', 1, 'content'));
  expect(unheardKeys({ mock: { by_repeat: [recorded] } })).toEqual(at('mock', 'by_repeat', 0, 'content'));
  expect(unheardKeys({ steps: [{}, { mock: recorded }] })).toEqual(at('steps', 1, 'mock', 'content'));
});

test.each([
  [{ raw: 'x', content: 'x', patch: {} }, 'raw', ['content', 'patch']],
  [{ body: {}, chunks: [], usage: {} }, 'body', ['chunks', 'usage']],
  [{ chunks: [], patch: {} }, 'chunks', ['patch']],
  [{ error: {}, finish_reason: 'stop' }, 'error', ['finish_reason']],
  [{ choices: [{}], content: 'x' }, 'choices', ['content']],
  [{ content: 'x', content_json: {} }, 'content_json', ['content']],
])('%j: nothing is heard of what stands beside %s', (mock, beside, keys) => {
  expect(unheardKeys({ mock })).toEqual(keys.map((key) => ({ path: ['mock', key], beside })));
});

test('a choice is judged like a reply', () => {
  expect(unheardKeys({ mock: { choices: [{ content: 'x', content_json: {} }] } })).toEqual([
    { path: ['mock', 'choices', 0, 'content'], beside: 'content_json' },
  ]);
});

test.each([
  { recording: true, match: {} },
  { raw: 'x', status: 400, headers: {}, writes_at: [1], pace: {}, fault: {}, match: {}, by_repeat: [{ raw: 'y' }] },
  { body: {}, patch: {} },
  { chunks: [], done: false, patch_chunks: {} },
  { error: {}, status: 429, patch: {} },
  { choices: [{ content: 'a' }], usage: {}, id: 'x', model: 'y', pieces: 2 },
  { content: 'x', thoughts: 'y', raw: '${{ omit }}' },
  { content: 'x', recording: false },
])('%j is heard, all of it', (mock) => {
  expect(unheardKeys({ mock })).toEqual([]);
  expect(unheardKeys({ mock: [mock] })).toEqual([]);
});

test('a scenario without a mock has none', () => {
  expect(unheardKeys({})).toEqual([]);
});
