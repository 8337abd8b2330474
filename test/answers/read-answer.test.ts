import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { delta, flagged, readStream, readWhole, stream } from './read.ts';

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

test('a stream cut anywhere is read up to there, and never breaks the reader', () => {
  const text = stream(
    delta({ role: 'assistant' }),
    flagged('<thought>Why? '),
    delta({ content: '</thought>Grüße 🦊' }),
    delta({ tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{"a":' } }] }),
    delta({ tool_calls: [{ index: 0, function: { arguments: '1}' } }] }, 'tool_calls'),
  );
  let before = 0;
  for (let length = 0; length <= text.length; length++) {
    const { answer } = readStream(text.slice(0, length), { profile: 'gemini' });
    const chunks = answer.stream?.chunks ?? 0;
    expect(chunks).toBeGreaterThanOrEqual(before);
    before = chunks;
  }
  expect(before).toBe(5);
});
