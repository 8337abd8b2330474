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
    { message: 'the data of an event is neither a JSON object nor [DONE]', actual: '{"id":', at: { event: 1 } },
  ]);
  expect(
    await say('stream-clean', { request, stream: `${first}<html>oops</html>\n\n${last}data: [DONE]\n\n` }),
  ).toEqual(['there is text in the stream that is no event']);
});
