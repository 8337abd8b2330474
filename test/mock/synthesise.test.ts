import { expect, test } from 'vitest';
import { synthesise } from '../../src/mock/synthesise.ts';
import { judge } from './a-mock.ts';

const tool = (name: string) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: { n: { type: 'integer', minimum: 3 } } } },
});

test('a request without wishes gets a text', () => {
  expect(synthesise({})).toEqual({ content: 'This answer was made up from the request.' });
});

test('a request for several choices gets as many', () => {
  expect(synthesise({ n: 3 })).toMatchObject({ choices: [{ content: expect.any(String) }, {}, {}] });
  expect(synthesise({ n: 3 })['choices']).toHaveLength(3);
});

test('a tool that must be called is called with arguments that fit', () => {
  const tools = [tool('one'), tool('two')];
  expect(synthesise({ tools, tool_choice: 'required' })).toEqual({
    tool_calls: [{ name: 'one', arguments: { n: 3 } }],
  });
  const named = { type: 'function', function: { name: 'two' } };
  expect(synthesise({ tools, tool_choice: named })).toEqual({ tool_calls: [{ name: 'two', arguments: { n: 3 } }] });
});

test('a tool without parameters is called with none', () => {
  const tools = [{ type: 'function', function: { name: 'now' } }];
  expect(synthesise({ tools, tool_choice: 'required' })).toEqual({ tool_calls: [{ name: 'now', arguments: {} }] });
});

test.each(['auto', 'none', undefined])('with tool_choice %s the answer is a text', (choice) => {
  const request = { tools: [tool('one')], ...(choice !== undefined && { tool_choice: choice }) };
  expect(synthesise(request)).toHaveProperty('content');
});

test('response_format gets JSON, with a schema an instance of it', () => {
  expect(synthesise({ response_format: { type: 'json_object' } })).toEqual({ content_json: { answer: 'made up' } });
  const schema = { type: 'OBJECT', properties: { at: { type: 'STRING', format: 'date' } }, required: ['at'] };
  expect(synthesise({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } })).toEqual({
    content_json: { at: '2026-11-20' },
  });
});

test('a text ends within the tokens allowed, and before a stop sequence', () => {
  expect(synthesise({ max_tokens: 2 })).toEqual({ content: 'This ans', finish_reason: 'length' });
  expect(synthesise({ stop: ['nowhere', ' was'] })).toEqual({ content: 'This answer' });
  expect(synthesise({ stop: 'made' })).toEqual({ content: 'This answer was ' });
});

test('an answer is synthetic where the mock says nothing about it', async () => {
  expect((await judge(undefined)).synthetic).toBe(true);
  expect((await judge([{ status: 503 }, { usage: { prompt_tokens: 3 } }])).synthetic).toBe(true);
  const { synthetic, answer } = await judge({ patch: { '/model': 'other' }, status: 201 });
  expect(synthetic).toBe(true);
  expect(answer.completion).toMatchObject({
    model: 'other',
    choices: [{ message: { content: expect.stringContaining('made up') } }],
  });
});

test.each([{ content: '' }, { finish_reason: 'length' }, { raw: '' }, { body: null }, { chunks: [] }, { status: 500 }])(
  'the answer of %j is not synthetic',
  async (mock) => {
    expect((await judge(mock)).synthetic).toBe(false);
  },
);
