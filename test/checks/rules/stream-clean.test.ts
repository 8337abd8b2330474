import { expect, test } from 'vitest';
import { ask, askAll, say, story } from '../ask.ts';

const request = { stream: true };
const [first, last] = story.map((each) => `data: ${JSON.stringify(each)}\n\n`);
const error = { error: { code: 499, message: 'The operation was cancelled.', status: 'CANCELLED' } };

test('a stream of chunks, comments and [DONE] is silent', async () => {
  expect(await say('stream-clean', { request, stream: `: hi\n\n${first}${last}data: [DONE]\n\n` })).toEqual([]);
});

test('an error in an event is reported, with what it says', async () => {
  const stream = `${first}data: ${JSON.stringify(error)}\n\n`;
  expect(await ask('stream-clean', { request, stream })).toMatchObject([
    {
      severity: 'error',
      message: 'the stream carries an error: CANCELLED: The operation was cancelled.',
      at: { in: 'chunk', event: 2, excerpt: JSON.stringify(error) },
    },
  ]);
});

test('an error behind the stream without data: is the one finding', async () => {
  const stream = `${first}${JSON.stringify([error], null, 2)}\n`;
  const { findings } = await askAll({ request, stream });
  expect(findings.map(({ check, message }) => [check, message])).toEqual([
    [
      'stream-clean',
      'an error stands in the stream outside of any event, where clients do not see it: CANCELLED: The operation was cancelled.',
    ],
  ]);
});

test('data that is not JSON, and text that is no event, are reported', async () => {
  expect(await ask('stream-clean', { request, stream: `data: {"id":\n\n${last}data: [DONE]\n\n` })).toMatchObject([
    {
      message: 'the data of an event is neither a JSON object nor [DONE]: unexpected end of JSON input',
      at: { event: 1 },
    },
  ]);
  expect(
    await say('stream-clean', { request, stream: `${first}<html>oops</html>\n\n${last}data: [DONE]\n\n` }),
  ).toEqual(['there is text in the stream that is no event']);
});

test('data that is JSON but no object, and none at all, are reported', async () => {
  const done = 'data: [DONE]\n\n';
  expect(await say('stream-clean', { request, stream: `${first}data: [1]\n\n${last}${done}` })).toEqual([
    'the data of an event is neither a JSON object nor [DONE]',
  ]);
  expect(await say('stream-clean', { request, stream: `${first}data:\n\n${last}${done}` })).toEqual([
    'the data of an event is neither a JSON object nor [DONE]: the text is empty',
  ]);
});

test('an error that is a text is quoted, as TGI and Ollama send it', async () => {
  const stream = `${first}data: {"error":"Model is overloaded","error_type":"overloaded"}\n\n`;
  expect(await say('stream-clean', { request, stream })).toEqual(['the stream carries an error: Model is overloaded']);
});

test('half an event is reported where the stream came to its end, not where it broke off', async () => {
  const stream = `${first}data: {"id": "nQi`;
  expect(await say('stream-clean', { request, stream })).toHaveLength(1);
  expect(await say('stream-clean', { request, stream, end: { kind: 'cut' } })).toEqual([]);
  // What was whole before it still is.
  const broken = { request, stream: `data: {"id":\n\n${stream}`, end: { kind: 'cut' } } as const;
  expect(await ask('stream-clean', broken)).toMatchObject([{ at: { event: 1 } }]);
});

test('no more of a deeply nested error is shown than fits', async () => {
  const deep = `${'['.repeat(500)}${']'.repeat(500)}`;
  const stream = `${first}data: {"error":{"message":${deep}}}\n\n`;
  expect(await ask('stream-clean', { request, stream })).toMatchObject([
    { at: { excerpt: expect.stringMatching(/…$/) } },
  ]);
});
