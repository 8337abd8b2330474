import { expect, test } from 'vitest';
import { ask, say, story } from '../ask.ts';

const streaming = { stream: true };

test('JSON for a whole answer and an event stream for a stream are silent', async () => {
  expect(await say('content-type', {})).toEqual([]);
  expect(await say('content-type', { headers: { 'content-type': 'Application/JSON' } })).toEqual([]);
  expect(await say('content-type', { request: streaming, chunks: story })).toEqual([]);
});

test('a whole answer with another media type is reported at the header', async () => {
  const [finding] = (await ask('content-type', { headers: { 'content-type': 'text/html; charset=utf-8' } })) ?? [];
  expect(finding).toMatchObject({
    message: 'a whole answer came as text/html',
    expected: 'application/json',
    actual: 'text/html; charset=utf-8',
    at: { in: 'headers', pointer: '/content-type' },
  });
});

test('a stream that was not asked for, and one that did not come, are reported', async () => {
  expect(await say('content-type', { chunks: story })).toEqual([
    'a whole answer was asked for, but a stream came as text/event-stream',
  ]);
  expect(await say('content-type', { request: streaming })).toEqual([
    'a stream was asked for, but a whole answer came as application/json',
  ]);
});

test('a stream under a wrong media type, or none, is reported', async () => {
  const stream = { request: streaming, chunks: story };
  expect(await say('content-type', { ...stream, headers: { 'content-type': 'application/json' } })).toEqual([
    'a stream came as application/json',
  ]);
  expect(await say('content-type', { ...stream, headers: { 'content-type': '' } })).toEqual([
    'a stream came without a content-type',
  ]);
});

test('an answer that is not 2xx may be of any type', async () => {
  expect(
    await say('content-type', { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } }),
  ).toBeUndefined();
});
