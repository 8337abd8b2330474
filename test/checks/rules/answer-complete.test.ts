import { expect, test } from 'vitest';
import type { BodyEnd } from '../../../src/model/exchange.ts';
import { askAll, say, story } from '../ask.ts';

test('a body that came to its end is silent', async () => {
  expect(await say('answer-complete', {})).toEqual([]);
  expect(await say('answer-complete', { request: { stream: true }, chunks: story })).toEqual([]);
});

const ends: [BodyEnd, string][] = [
  [{ kind: 'cut' }, 'the stream ended before the length that content-length announced'],
  [{ kind: 'reset', message: 'read ECONNRESET' }, 'the connection broke in the middle of the stream: read ECONNRESET'],
  [
    { kind: 'timeout', which: 'idle', limit: 30_000 },
    'the stream did not come to its end: nothing more came for 30.0s',
  ],
  [
    { kind: 'timeout', which: 'total', limit: 300_000 },
    'the stream did not come to its end: it took longer than 5m00s',
  ],
  [{ kind: 'limit', limit: 1000 }, 'the stream is longer than 1000 bytes, the rest was not read'],
];

test.each(ends)('%o is the one finding about a stream that broke off', async (end, message) => {
  const stream = `data: ${JSON.stringify(story[0])}\n\n`;
  const { findings } = await askAll({ request: { stream: true }, stream, end });
  expect(findings.map(({ check, severity, message: said }) => [check, severity, said])).toEqual([
    ['answer-complete', 'error', message],
  ]);
});
