import { expect, test } from 'vitest';
import type { BodyEnd } from '../../../src/model/exchange.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { askAll, chunk, say, story, tool } from '../ask.ts';

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

/** Requests whose rules would all find half an answer wanting. */
const demanding: [string, JsonObject, string][] = [
  ['half an event', {}, `${sse(story[0])}data: {"id": "nQi`],
  ['no call yet', { tools: [tool('f')], tool_choice: 'required' }, sse(story[0])],
  [
    'half the arguments of a call',
    { tools: [tool('f', { type: 'object' })] },
    sse(chunk({ tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"a' } }] })),
  ],
  ['half a JSON text', { response_format: { type: 'json_object' } }, sse(chunk({ content: '{"a' }))],
  ['no content yet', { response_format: { type: 'json_object' } }, sse(chunk({}))],
  ['one choice of two', { n: 2 }, sse(story[0])],
];

test.each(demanding)('with %s it is the one finding, however the stream broke off', async (_, request, stream) => {
  const asking = { request: { ...request, stream: true }, stream };
  for (const [end] of ends) {
    const { findings } = await askAll({ ...asking, end });
    expect(findings.map(({ check }) => check)).toEqual(['answer-complete']);
  }
  const { findings } = await askAll({ ...asking, end: { kind: 'complete' } });
  expect(findings.map(({ check }) => check)).not.toContain('answer-complete');
  expect(findings.length).toBeGreaterThan(0);
});

test('of half a whole body it is the one finding, too', async () => {
  const { findings } = await askAll({ body: '{"id": "fb2', end: { kind: 'cut' } });
  expect(findings.map(({ message }) => message)).toEqual([
    'the body ended before the length that content-length announced',
  ]);
});

function sse(value: JsonObject | undefined): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
