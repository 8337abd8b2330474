import { expect, test } from 'vitest';
import { delta, readStream, readWhole, stream } from './read.ts';

test('choices are kept apart and sorted', () => {
  const { answer } = readStream(
    stream(
      { choices: [{ index: 1, delta: { content: 'b' } }] },
      {
        choices: [
          { index: 0, delta: { content: 'a' } },
          { index: 1, delta: { content: 'B' }, finish_reason: 'stop' },
        ],
      },
    ),
  );
  expect(
    answer.completion?.choices.map(({ index, message, finish_reason }) => [index, message?.content, finish_reason]),
  ).toEqual([
    [0, 'a', null],
    [1, 'bB', 'stop'],
  ]);
});

test('a choice without an index has that of its position', () => {
  const { completion } = readWhole({ choices: [{ message: { content: 'a' } }, { message: { content: 'b' } }] });
  expect(completion?.choices.map(({ index }) => index)).toEqual([0, 1]);
});

test('an empty id and model, as in the first chunk of Azure, are none', () => {
  const { answer } = readStream(
    stream({ id: '', model: '', choices: [], prompt_filter_results: [1] }, { id: 'a', model: 'm', choices: [] }),
  );
  expect(answer.completion).toEqual({ id: 'a', model: 'm', choices: [], prompt_filter_results: [1] });
});

test('what holds for the whole is the last that says something', () => {
  const { answer } = readStream(
    stream(
      { choices: [], usage: { total_tokens: 1 } },
      { choices: [], usage: { total_tokens: 2 } },
      { choices: [], usage: null },
    ),
  );
  expect(answer.completion?.usage).toEqual({ total_tokens: 2 });
});

test('a message that is missing stays missing, an empty one does not', () => {
  expect(readWhole({ choices: [{ index: 0, finish_reason: 'length' }] }).completion?.choices[0]).not.toHaveProperty(
    'message',
  );
  const { answer } = readStream(stream(delta({ role: 'assistant', content: '' }, 'stop')));
  expect(answer.completion?.choices[0]?.message).toEqual({ role: 'assistant', content: '' });
});

test('refusal, audio, images and logprobs grow; unknown keys are kept', () => {
  const { answer } = readStream(
    stream(
      {
        choices: [
          {
            index: 0,
            delta: { refusal: 'I ', audio: { id: 'x', data: 'AA' }, images: [{ a: 1 }] },
            logprobs: { content: [{ token: 'a' }] },
          },
        ],
      },
      {
        choices: [
          {
            index: 0,
            delta: { refusal: 'can not', audio: { data: 'BB' }, images: [{ a: 2 }], mood: 'calm' },
            logprobs: { content: [{ token: 'b' }] },
          },
        ],
      },
    ),
  );
  expect(answer.completion?.choices[0]).toMatchObject({
    message: {
      content: null,
      refusal: 'I can not',
      audio: { id: 'x', data: 'AABB' },
      images: [{ a: 1 }, { a: 2 }],
      mood: 'calm',
    },
    logprobs: { content: [{ token: 'a' }, { token: 'b' }] },
  });
});

test('a flat choice, as Google shows it for images, is a message', () => {
  const { completion } = readWhole({
    choices: [{ index: 0, content: 'a', image: { url: 'x' }, finish_reason: 'stop' }],
  });
  expect(completion?.choices[0]?.message).toMatchObject({ content: 'a', image: { url: 'x' } });
});

test.each([
  [{ choices: 3 }],
  [{ choices: [null, 3, []] }],
  [{ choices: [{ index: 'x', delta: 3 }] }],
  [{ choices: [{ delta: { tool_calls: [null, 3], content: 3 } }] }],
])('what is not of the shape breaks nothing: %j', (chunk) => {
  expect(readStream(stream(chunk)).answer.stream?.chunks).toBe(1);
  expect(readWhole(chunk).completion?.choices.length).toBeLessThan(2);
});

test('a long stream is held as its text', () => {
  const word = 'x'.repeat(64);
  const count = 50_000;
  const text = `data: ${JSON.stringify(delta({ content: word }))}\n\n`.repeat(count);
  const { answer } = readStream(text);
  expect(answer.completion?.choices[0]?.message?.content).toHaveLength(count * word.length);
  expect(answer.stream).toMatchObject({ chunks: count, layout: [{ token: 'C', count }] });
});
