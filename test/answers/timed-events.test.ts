import { expect, test } from 'vitest';
import { timedEvents } from '../../src/answers/timed-events.ts';
import { delta, stream, streamed } from './read.ts';

const asked = { request: null, profile: 'open-model' } as const;

function timed(text: string, reads: readonly { offset: number; at: number }[] = [{ offset: 0, at: 1 }]) {
  const response = streamed(text);
  return timedEvents({ ...response, body: { ...response.body, reads } }, asked);
}

test('each event has its token, also where a later one decides what it was', () => {
  const text = `: hello\n\n${stream(delta({ role: 'assistant' }), delta({ content: '<th' }), delta({ content: 'ink>a</think>b' }, 'stop'))}`;
  expect(timed(text).map(({ token }) => token)).toEqual(['H', 'R', 'T', '[TCF]', 'D']);
});

test('an event about another choice has none, and does not shift the others', () => {
  const other = { choices: [{ index: 1, delta: { content: 'x' } }] };
  expect(timed(stream(delta({ content: 'a' }), other, delta({}, 'stop'))).map(({ token }) => token)).toEqual([
    ...['C', undefined, 'F', 'D'],
  ]);
});

test('an event has come when its last byte has', () => {
  const text = 'data: {"a":1}\n\ndata: {"b":2}\n\ndata: [DONE]\n\n';
  const events = timed(text, [
    { offset: 0, at: 10 },
    { offset: 12, at: 20 },
    { offset: 20, at: 30 },
    { offset: 30, at: 40 },
  ]);
  expect(events.map(({ at, bytes }) => [at, bytes])).toEqual([
    [20, 15],
    [30, 15],
    [40, 14],
  ]);
});

test('a stream without events has none', () => {
  expect(timed('')).toEqual([]);
});
