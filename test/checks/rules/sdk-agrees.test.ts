import { expect, test } from 'vitest';
import { isObject } from '../../../src/lib/is-object.ts';
import type { SdkView } from '../../../src/model/exchange.ts';
import type { Json } from '../../../src/model/json.ts';
import { ask, say, story, vertexError, whole } from '../ask.ts';

const request = { stream: true };
/** What openai 7 yields for chunks: choices without a `finish_reason` get null there. */
const chunks = (
  shown: readonly (Json | undefined)[],
  error?: Extract<SdkView, { kind: 'error' }>['error'],
): SdkView => ({
  kind: 'chunks',
  chunks: shown.map(withFinishReason),
  ...(error && { error }),
});
const withFinishReason = (chunk: Json | undefined): unknown =>
  isObject(chunk) && Array.isArray(chunk['choices'])
    ? { ...chunk, choices: chunk['choices'].map((choice) => ({ finish_reason: null, ...choice })) }
    : chunk;
const thrown = (name: string, status?: number): Extract<SdkView, { kind: 'error' }> => ({
  kind: 'error',
  error: { name, message: 'it says why', ...(status !== undefined && { status }) },
});

test('the value on the wire is silent, another one is reported', async () => {
  expect(await say('sdk-agrees', { sdk: { kind: 'value', value: whole() } })).toEqual([]);
  expect(await ask('sdk-agrees', { sdk: { kind: 'value', value: whole({ model: 'other' }) } })).toMatchObject([
    { severity: 'error', message: 'the SDK shows its caller another value than was on the wire', at: { in: 'sdk' } },
  ]);
});

test('a body that is not JSON is shown as text', async () => {
  const page = { body: '<html>', headers: { 'content-type': 'text/html' } };
  expect(await say('sdk-agrees', { ...page, sdk: { kind: 'value', value: '<html>' } })).toEqual([]);
  expect(await say('sdk-agrees', { ...page, sdk: thrown('SyntaxError') })).toEqual([
    'the service answered 200, but the SDK throws SyntaxError (it says why)',
  ]);
});

test('JSON that is shown as text is told', async () => {
  expect(await say('sdk-agrees', { sdk: { kind: 'value', value: JSON.stringify(whole()) } })).toEqual([
    'the SDK gives its caller the body as a text, not as an object',
  ]);
});

test('a body of null is shown as null, an empty one as nothing', async () => {
  expect(await say('sdk-agrees', { body: 'null', sdk: { kind: 'value', value: null } })).toEqual([]);
  expect(await say('sdk-agrees', { status: 204, body: '', sdk: { kind: 'value', value: undefined } })).toEqual([]);
  expect(await say('sdk-agrees', { body: 'oops', sdk: { kind: 'value', value: null } })).toHaveLength(1);
  expect(await say('sdk-agrees', { body: '', sdk: { kind: 'value', value: 'oops' } })).toHaveLength(1);
});

test.each([
  [400, 'BadRequestError'],
  [401, 'AuthenticationError'],
  [403, 'PermissionDeniedError'],
  [404, 'NotFoundError'],
  [409, 'ConflictError'],
  [422, 'UnprocessableEntityError'],
  [429, 'RateLimitError'],
  [503, 'InternalServerError'],
  [418, 'APIError'],
])('the error for %i is %s', async (status, name) => {
  const answer = { status, body: vertexError(status, 'X', 'y') };
  expect(await say('sdk-agrees', { ...answer, sdk: thrown(name, status) })).toEqual([]);
  expect(await ask('sdk-agrees', { ...answer, sdk: thrown('APIConnectionError') })).toMatchObject([
    {
      message: `the service answered ${status}, but the SDK throws another error`,
      expected: `${name} ${status}`,
      actual: 'APIConnectionError (it says why)',
    },
  ]);
  expect(await say('sdk-agrees', { ...answer, sdk: { kind: 'value', value: {} } })).toEqual([
    `the service answered ${status}, but the SDK throws nothing`,
  ]);
});

test('the chunks of the wire in order are silent; one that differs, is missing or too many is reported', async () => {
  expect(await say('sdk-agrees', { request, chunks: story, sdk: chunks(story) })).toEqual([]);
  expect(
    await ask('sdk-agrees', { request, chunks: story, sdk: chunks([story[0], { ...story[1], id: 'x' }]) }),
  ).toMatchObject([{ message: 'the SDK yields another chunk than event 2 holds', at: { in: 'sdk', event: 2 } }]);
  expect(await say('sdk-agrees', { request, chunks: story, sdk: chunks(story.slice(1)) })).toEqual([
    'the SDK yields another chunk than event 1 holds',
    'the SDK yields 1 chunks, the stream has 2',
  ]);
  expect(await say('sdk-agrees', { request, chunks: story, sdk: chunks([...story, story[0]]) })).toEqual([
    'the SDK yields 3 chunks, the stream has 2',
  ]);
});

const [first, last] = story.map((each) => `data: ${JSON.stringify(each)}\n\n`);

test('the SDK stops at [DONE], and so does the comparison', async () => {
  const stream = `${first}data: [DONE]\n\n${last}`;
  expect(await say('sdk-agrees', { request, stream, sdk: chunks(story.slice(0, 1)) })).toEqual([]);
});

test('an error in the stream is thrown', async () => {
  const stream = `${first}data: {"error": {"code": 499, "message": "x"}}\n\n`;
  const apiError = thrown('APIError').error;
  expect(await say('sdk-agrees', { request, stream, sdk: chunks(story.slice(0, 1), apiError) })).toEqual([]);
  expect(await say('sdk-agrees', { request, stream, sdk: chunks(story.slice(0, 1)) })).toEqual([
    'the stream carries an error in event 2, but the SDK shows its caller none',
  ]);
  expect(await say('sdk-agrees', { request, chunks: story, sdk: chunks(story, apiError) })).toEqual([
    'the SDK throws APIError (it says why), though nothing is wrong with the stream',
  ]);
});

test('an error outside of events is one that callers never see', async () => {
  const stream = `${first}{"error": {"code": 499, "message": "x"}}\n`;
  expect(await say('sdk-agrees', { request, stream, sdk: chunks(story.slice(0, 1)) })).toEqual([
    'the stream carries an error in event 2, but the SDK shows its caller none',
  ]);
});

test('a stream that broke off may end in any error', async () => {
  const broken = { request, stream: first ?? '', end: { kind: 'reset', message: 'ECONNRESET' } } as const;
  expect(await say('sdk-agrees', { ...broken, sdk: chunks(story.slice(0, 1), thrown('TypeError').error) })).toEqual([]);
});

test('a whole body that broke off may be thrown at as well', async () => {
  const sdk = thrown('SyntaxError');
  expect(await say('sdk-agrees', { body: '{"choices":', end: { kind: 'cut' }, sdk })).toEqual([]);
  expect(await say('sdk-agrees', { body: '{"choices":', sdk })).toHaveLength(1);
});

test('a stream where a value is shown, and a value where a stream is, are reported', async () => {
  expect(await say('sdk-agrees', { chunks: story, sdk: { kind: 'value', value: 'data: …' } })).toEqual([
    'a stream came, but the SDK shows its caller one value',
  ]);
  expect(await say('sdk-agrees', { request, sdk: chunks([]) })).toEqual([
    'a whole answer came, but the SDK shows its caller a stream',
  ]);
});

test('on rest it is not asked', async () => {
  expect(await say('sdk-agrees', {})).toBeUndefined();
});
