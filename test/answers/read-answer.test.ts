import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readAnswer } from '../../src/answers/read-answer.ts';
import type { Json } from '../../src/model/json.ts';
import { delta, flagged, readStream, readWhole, stream, streamed } from './read.ts';

test('a whole answer has the shape of an assembled one', () => {
  const whole = readWhole({
    id: 'a',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
    usage: { total_tokens: 3 },
  });
  const { answer } = readStream(
    stream(
      { ...delta({ role: 'assistant', content: 'Hel' }), created: 1, model: 'm' },
      { ...delta({ content: 'lo' }, 'stop'), created: 1, model: 'm', usage: { total_tokens: 3 } },
    ),
  );
  expect(whole.completion).toEqual({
    id: 'a',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello' }, thoughts: null }],
    usage: { total_tokens: 3 },
  });
  expect(answer.completion).toEqual(whole.completion);
});

test('a body that is no completion has none', () => {
  expect(readWhole({ data: [] })).toEqual({ status: 200, mode: 'whole', json: { data: [] } });
  expect(readWhole('<html>')).toEqual({ status: 200, mode: 'whole', text: '<html>' });
  expect(readWhole('{"id": ')).toEqual({ status: 200, mode: 'whole', text: '{"id": ' });
  expect(readWhole('')).toEqual({ status: 200, mode: 'whole', text: '' });
});

const error = { code: 404, message: 'Not found', status: 'NOT_FOUND' };
const errors: [string, Json, Json][] = [
  ['in an array, as Vertex AI sends it', [{ error }], error],
  ['in an object', { error }, error],
  [
    'as a text, as TGI sends it: the object that holds it',
    { error: 'too long', error_type: 'validation' },
    { error: 'too long', error_type: 'validation' },
  ],
  ['as the body itself, as vLLM sends it', { object: 'error', message: 'No' }, { object: 'error', message: 'No' }],
];

test.each(errors)('an error %s', (_, body, expected) => {
  expect(readWhole(body, { status: 404 }).error).toEqual(expected);
});

test('null beside an answer is no error', () => {
  expect(readWhole({ error: null, choices: [] }).error).toBeUndefined();
});

test('the events of a stream are told in order, with their numbers and offsets', () => {
  const text = `: ping\n\n${stream(delta({ content: 'a' }))}`;
  const { events, layout } = readStream(text);
  expect(events).toEqual([
    { kind: 'comment', index: 0, offset: 0, text: 'ping' },
    { kind: 'chunk', index: 1, offset: 8, chunk: delta({ content: 'a' }) },
    { kind: 'done', index: 2, offset: text.indexOf('data: [DONE]') },
  ]);
  expect(layout).toBe('HCD');
});

test('errors in and behind a stream are seen, with and without data:', () => {
  const inBand = readStream(`data: ${JSON.stringify({ error })}\n\n`);
  expect(inBand.answer).toMatchObject({ error, stream: { events: 1, chunks: 0, done: false } });
  expect(inBand.answer.completion).toBeUndefined();
  const tail = readStream(`${stream(delta({ content: 'a' }))}[{\n  "error": ${JSON.stringify(error)}\n}\n]`);
  expect(tail.answer.error).toEqual(error);
  expect(tail.events.at(-1)).toMatchObject({ kind: 'error', prefixed: false });
  expect(tail.layout).toBe('CDE');
});

test('what cannot be read is an event of its own', () => {
  const { events, layout } = readStream('data: {"id":\n\ndata: 3\n\nhello\n\ndata: [DONE] \n\n');
  expect(events.map(({ kind }) => kind)).toEqual(['unparsable', 'unparsable', 'unparsable', 'done']);
  expect(layout).toBe('!×3D');
});

const story = stream(
  delta({ role: 'assistant' }),
  flagged('<thought>Why? '),
  delta({ content: '</thought>Grüße 🦊' }),
  delta({ tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{"a":' } }] }),
  delta({ tool_calls: [{ index: 0, function: { arguments: '1}' } }] }, 'tool_calls'),
);

test('a stream cut at any byte is read up to there: all that was whole, and nothing that was not sent', () => {
  const bytes = new TextEncoder().encode(story);
  const whole = readStream(bytes, { profile: 'gemini' });
  let before = 0;
  for (let length = 0; length <= bytes.length; length++) {
    const { answer, events } = readStream(bytes.subarray(0, length), { profile: 'gemini' });
    const whats = events.filter(({ kind }) => kind !== 'unparsable');
    expect(whats).toEqual(whole.events.slice(0, whats.length));
    expect(events.length - whats.length).toBeLessThan(2);
    expect(whats.length).toBeGreaterThanOrEqual(before);
    before = whats.length;
    const choice = answer.completion?.choices[0];
    expect('Why? ').toContain(choice?.thoughts ?? '');
    expect('Grüße 🦊').toContain(choice?.message?.content ?? '');
  }
  expect(before).toBe(6);
  expect(whole.answer.completion?.choices[0]).toMatchObject({ thoughts: 'Why? ', message: { content: 'Grüße 🦊' } });
});

test.each(['\n', '\r', '\r\n'])('line ends of %j give the same answer', (lineEnd) => {
  expect(readStream(story.replaceAll('\n', lineEnd), { profile: 'gemini' }).answer).toEqual(
    readStream(story, { profile: 'gemini' }).answer,
  );
});

test('of a stream nothing is kept but its text', async () => {
  const text = `${stream(...Array.from({ length: 3000 }, (_, at) => delta({ content: `${at} ` }))).slice(0, -14)}`;
  const chunks: WeakRef<object>[] = [];
  const answer = readAnswer(
    streamed(text),
    { profile: 'vertex-gemini', request: null },
    (event) => event.kind === 'chunk' && chunks.push(new WeakRef(event.chunk)),
  );
  expect(chunks).toHaveLength(3000);
  // What a reference was made of lives until the end of the task.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  // V8 may hold on to a few that its stack still shows.
  expect(chunks.filter((chunk) => chunk.deref() !== undefined).length).toBeLessThan(10);
  expect(answer.stream?.chunks).toBe(3000);
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
