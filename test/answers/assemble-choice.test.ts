import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { delta, readStream, readWhole, stream } from './read.ts';

const messageOf = (choice: JsonObject) => readWhole({ choices: [choice] }).completion?.choices[0]?.message;

test('Google shows media in two shapes: a flat choice, and an image under audio', () => {
  const google = { google: { mime_type: 'image/png' } };
  const flat = {
    index: 0,
    finish_reason: 'stop',
    role: 'assistant',
    content: 'Here',
    image: { data: 'iVBO', extra_content: google },
  };
  expect(messageOf(flat)).toEqual({
    role: 'assistant',
    content: 'Here',
    image: { data: 'iVBO', extra_content: google },
  });
  const audio = { data: 'iVBO', extra_content: google };
  const nested = { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: null, audio } };
  expect(messageOf(nested)).toEqual({ role: 'assistant', content: null, audio });
});

test('audio comes in pieces: data and transcript grow, the rest holds', () => {
  const { answer, layout } = readStream(
    stream(
      delta({ role: 'assistant', content: null, audio: { id: 'a', transcript: 'He' } }),
      delta({ audio: { data: 'AA', transcript: 'llo' } }),
      delta({ audio: { data: 'BB' } }),
      delta({ audio: { expires_at: 3 } }, 'stop'),
    ),
    { profile: 'openai' },
  );
  expect(answer.completion?.choices[0]?.message).toEqual({
    role: 'assistant',
    content: null,
    audio: { id: 'a', transcript: 'Hello', data: 'AABB', expires_at: 3 },
  });
  expect(layout).toBe('M×3[MF]D');
});

test('a blocked prompt arrives as a refusal', () => {
  const { answer, layout } = readStream(
    stream(
      delta({ role: 'assistant', refusal: 'The prompt could not ' }),
      delta({ role: 'assistant', refusal: 'be submitted.' }, 'content_filter'),
    ),
  );
  expect(answer.completion?.choices[0]).toEqual({
    index: 0,
    finish_reason: 'content_filter',
    message: { role: 'assistant', content: null, refusal: 'The prompt could not be submitted.' },
    thoughts: null,
  });
  expect(layout).toBe('X[XF]D');
});

test('a refusal and reasoning that are null say nothing, and are kept as they came', () => {
  const message = { role: 'assistant', content: 'Hello', refusal: null, reasoning_content: null, annotations: [] };
  expect(messageOf({ message })).toEqual({
    role: 'assistant',
    content: 'Hello',
    reasoning_content: null,
    annotations: [],
  });
});

test('reasoning is thought under either name, and stays where it stood', () => {
  for (const key of ['reasoning_content', 'reasoning']) {
    const { answer } = readStream(
      stream(delta({ [key]: 'Hm' }), delta({ [key]: 'm' }), delta({ content: 'A' }, 'stop')),
    );
    expect(answer.completion?.choices[0]).toMatchObject({ thoughts: 'Hmm', message: { [key]: 'Hmm', content: 'A' } });
  }
});

test('reasoning that comes whole behind its pieces under another name is one thought', () => {
  const both = delta({ reasoning: 'Hm', reasoning_content: 'Hm' });
  expect(readStream(stream(both, both)).answer.completion?.choices[0]?.thoughts).toBe('HmHm');
});

test('log probabilities grow over chunks, and null says nothing', () => {
  const token = (text: string): JsonObject => ({ content: [{ token: text }], refusal: null });
  const chunk = (logprobs: JsonObject | null): JsonObject => ({
    choices: [{ index: 0, delta: { content: 'a' }, logprobs }],
  });
  const { answer } = readStream(stream(chunk(null), chunk(token('a')), chunk(token('b')), chunk(null)));
  expect(answer.completion?.choices[0]?.logprobs).toEqual({ refusal: null, content: [{ token: 'a' }, { token: 'b' }] });
});

test('a finish reason that is empty is none yet', () => {
  const { answer, layout } = readStream(
    stream({ choices: [{ index: 0, delta: { content: 'a' }, finish_reason: '' }] }, delta({}, 'stop')),
  );
  expect(answer.completion?.choices[0]?.finish_reason).toBe('stop');
  expect(layout).toBe('CFD');
});
