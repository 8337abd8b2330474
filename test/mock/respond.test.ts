import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { judge, profiles, reply } from './a-mock.ts';

const streamed = { request: { stream: true } } as const;

test('content is the text of the message, and its deltas are cut from it', async () => {
  const { answer } = await judge({ content: 'Hello, world' });
  expect(answer.completion?.choices[0]?.message?.content).toBe('Hello, world');
  const stream = await judge({ content: 'Hello, world' }, streamed);
  expect(stream.answer.mode).toBe('stream');
  expect(stream.answer.completion?.choices[0]?.message?.content).toBe('Hello, world');
});

test('pieces says into how many deltas a text is cut, never through a character', async () => {
  const content = '🎒🎒🎒🎒🎒🎒';
  const { chunks, done } = await reply({ content, pieces: 3 }, streamed);
  expect(chunks().map(({ choices }) => (choices as [{ delta: Json }])[0].delta)).toEqual([
    { content: '🎒🎒', role: 'assistant' },
    { content: '🎒🎒', role: 'assistant' },
    { content: '🎒🎒', role: 'assistant' },
  ]);
  expect(done).toBe(true);
});

test('content_json is the content as JSON text', async () => {
  const value = { name: 'Science fair', participants: ['Alice', 'Bob'] };
  const { answer } = await judge({ content_json: value });
  expect(answer.completion?.choices[0]?.message?.content).toBe(JSON.stringify(value));
});

test.each([
  ['vertex-gemini', null, 'The sky scatters light.Blue.'],
  ['gemini', 'The sky scatters light.', 'Blue.'],
  ['openai', null, 'Blue.'],
  ['open-model', 'The sky scatters light.', 'Blue.'],
] as const)('thoughts of %s stand where it puts them in a whole answer', async (profile, thoughts, content) => {
  const { answer } = await judge({ content: 'Blue.', thoughts: 'The sky scatters light.' }, { profile });
  const [choice] = answer.completion?.choices ?? [];
  expect({ thoughts: choice?.thoughts, content: choice?.message?.content }).toEqual({ thoughts, content });
});

test('thoughts of a stream are flagged on Vertex AI, with a tag or without', async () => {
  const mock = { content: 'Blue.', thoughts: 'The sky scatters light.', pieces: 2 };
  for (const google of [{}, { thought_tag_marker: 'think' }]) {
    const { answer } = await judge(mock, { request: { stream: true, extra_body: { google } } });
    const [choice] = answer.completion?.choices ?? [];
    expect(choice).toMatchObject({ thoughts: 'The sky scatters light.', message: { content: 'Blue.' } });
    expect(answer.stream?.layout.map(({ token }) => token)).toEqual(['T', 'C', '[CFU]', 'D']);
  }
});

test('the closing tag of thoughts is glued to the first delta of the answer', async () => {
  const mock = { content: 'Blue.', thoughts: 'Light', pieces: 1 };
  const { chunks } = await reply(mock, { profile: 'gemini', ...streamed });
  expect(chunks().map(({ choices }) => (choices as [{ delta: Json }])[0].delta)).toEqual([
    { content: '<thought>Light', extra_content: { google: { thought: true } }, role: 'assistant' },
    { content: '</thought>Blue.', role: 'assistant' },
  ]);
});

test('reasoning_content stands beside the content, whole and in a stream', async () => {
  const mock = { content: 'Blue.', reasoning_content: 'Light' };
  for (const request of [{}, { stream: true }]) {
    const { answer } = await judge(mock, { request });
    const [choice] = answer.completion?.choices ?? [];
    expect(choice).toMatchObject({ thoughts: 'Light', message: { content: 'Blue.', reasoning_content: 'Light' } });
  }
});

test('tool calls have their arguments as text, an id and a reason of their own', async () => {
  const call = { name: 'get_weather', arguments: { location: 'Paris' } };
  for (const request of [{}, { stream: true }]) {
    const { answer } = await judge({ tool_calls: [call, { ...call, id: 'call-1' }] }, { request });
    const [choice] = answer.completion?.choices ?? [];
    expect(choice?.finish_reason).toBe('tool_calls');
    expect(choice?.message?.tool_calls).toMatchObject([
      { id: expect.stringMatching(/^function-call-\w+$/), function: { arguments: '{"location":"Paris"}' } },
      { id: 'call-1', type: 'function', function: { name: 'get_weather' } },
    ]);
  }
});

test('arguments that are text go over the wire as they are', async () => {
  const { answer } = await judge({ tool_calls: [{ name: 'f', arguments: '{"broken' }] });
  expect(answer.completion?.choices[0]?.message?.tool_calls?.[0]?.function.arguments).toBe('{"broken');
});

test.each([
  ['vertex-gemini', 'google/gemini-3.8-flash', [true, false]],
  ['gemini', 'gemini-10-flash', [true, false]],
  ['vertex-gemini', 'google/gemini-2.5-flash', [false, false]],
  ['openai', 'gpt-5', [false, false]],
] as const)('%s with %s signs the first of parallel calls or none', async (profile, model, signed) => {
  const call = { name: 'f', arguments: {} };
  const { answer } = await judge({ tool_calls: [call, call] }, { profile, request: { model } });
  const calls = answer.completion?.choices[0]?.message?.tool_calls ?? [];
  expect(calls.map(({ extra_content }) => extra_content !== undefined)).toEqual(signed);
});

test('a signature that is written is sent, and one that is omitted is not made', async () => {
  const written = await judge({ tool_calls: [{ name: 'f', signature: 'c2ln' }] });
  expect(written.answer.completion?.choices[0]?.message?.tool_calls?.[0]?.extra_content).toEqual({
    google: { thought_signature: 'c2ln' },
  });
  const omitted = { name: 'f', signature: undefined } as unknown as Json;
  const { answer } = await judge({ tool_calls: [omitted] });
  expect(answer.completion?.choices[0]?.message?.tool_calls?.[0]).not.toHaveProperty('extra_content');
});

test('choices are several answers, in a stream each with its own end', async () => {
  const mock = { choices: [{ content: 'a' }, { content: 'b', finish_reason: 'length' }] };
  for (const request of [{ n: 2 }, { n: 2, stream: true }]) {
    const { answer } = await judge(mock, { request });
    expect(answer.completion?.choices).toMatchObject([
      { index: 0, finish_reason: 'stop', message: { content: 'a' } },
      { index: 1, finish_reason: 'length', message: { content: 'b' } },
    ]);
  }
});

test('refusal, extra_content, id, model, usage and finish_reason are said as they are written', async () => {
  const extra = { google: { thought_signature: 'c2ln' } };
  const mock = {
    content: 'No.',
    refusal: 'I cannot.',
    extra_content: extra,
    id: 'x',
    model: 'other',
    finish_reason: 'content_filter: SAFETY',
    usage: { prompt_tokens: 6 },
  };
  for (const request of [{}, { stream: true }]) {
    const { answer } = await judge(mock, { request });
    const { choices, ...top } = answer.completion ?? { choices: [] };
    expect(top).toMatchObject({ id: 'x', model: 'other', usage: { prompt_tokens: 6, total_tokens: 7 + 2 } });
    expect(choices).toMatchObject([
      {
        finish_reason: 'content_filter: SAFETY',
        message: { content: 'No.', refusal: 'I cannot.', extra_content: extra },
      },
    ]);
  }
});

test('a finish_reason and a usage of null are sent as null', async () => {
  const { json } = await reply({ content: 'a', finish_reason: null, usage: null });
  expect(json()).toMatchObject({ choices: [{ finish_reason: null }], usage: null });
});

test('body is the whole answer, with nothing added, also where a stream was asked for', async () => {
  const { type, text } = await reply({ body: { id: 'x', choices: [] } }, streamed);
  expect(text).toBe('{"id":"x","choices":[]}');
  expect(type).toBe('application/json; charset=UTF-8');
  expect((await reply({ body: null })).text).toBe('null');
});

test('chunks are a stream of these objects, also where none was asked for', async () => {
  const chunks = [{ id: 'x', choices: [] }, { id: 'y' }];
  const whole = await reply({ chunks });
  expect(whole.type).toBe('text/event-stream');
  expect(whole.text).toBe('data: {"id":"x","choices":[]}\n\ndata: {"id":"y"}\n\ndata: [DONE]\n\n');
});

test('done: false leaves [DONE] out, of chunks and of an answer that is cut', async () => {
  expect((await reply({ chunks: [{ id: 'x' }], done: false })).text).toBe('data: {"id":"x"}\n\n');
  expect((await reply({ content: 'a', done: false }, streamed)).done).toBe(false);
  expect((await reply({ chunks: [], done: false })).text).toBe('');
});

test('raw is the body, byte for byte, and its headers say what it is', async () => {
  const raw = 'data: {"choices":[]}\r\n\r\n{"error":{"code":499}}\n';
  const { text, type } = await reply({ raw, headers: { 'content-type': 'text/event-stream' } });
  expect(text).toBe(raw);
  expect(type).toBe('text/event-stream');
  expect((await reply({ raw: '<html></html>' })).type).toBe('text/plain; charset=utf-8');
});

test('status and headers stand beside any form', async () => {
  const headers = { 'Retry-After': 1, 'content-type': 'application/problem+json' };
  const forms: Json[] = [{ content: 'a' }, { body: {} }, { chunks: [] }, { raw: 'x' }, { error: { message: 'm' } }, {}];
  for (const form of forms) {
    const { status, type, response } = await reply({ ...(form as object), status: 418, headers });
    expect({ status, type, after: response.headers['retry-after'] }).toEqual({
      status: 418,
      type: 'application/problem+json',
      after: '1',
    });
  }
});

test('an answer keeps its form beside an error status', async () => {
  expect((await reply({ status: 500, content: 'still here' })).json()).toMatchObject({
    choices: [{ message: { content: 'still here' } }],
  });
});

test('a status that has no body is sent without one', async () => {
  const { status, text } = await reply({ status: 204 });
  expect({ status, text }).toEqual({ status: 204, text: '' });
});

test('profile gives a reply the habits of another server', async () => {
  const { json, type } = await reply({ content: 'a', profile: 'openai' });
  expect(json()['id']).toMatch(/^chatcmpl-/);
  expect(type).toBe('application/json');
});

test('the same case has the same answer every time', async () => {
  for (const profile of profiles) {
    const mock = { content: 'a', tool_calls: [{ name: 'f' }] };
    expect((await reply(mock, { profile })).text).toBe((await reply(mock, { profile })).text);
  }
});

test('values that expressions gave are sent as they would be written', async () => {
  const { status, json } = await reply({ status: '201', content: 7, pieces: '2' });
  expect(status).toBe(201);
  expect(json()).toMatchObject({ choices: [{ message: { content: '7' } }] });
});
