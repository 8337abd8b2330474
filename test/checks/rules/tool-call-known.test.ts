import { expect, test } from 'vitest';
import { ask, call, calling, say, tool, whole } from '../ask.ts';

const tools = [tool('get_weather'), tool('get_time')];
const named = { type: 'function', function: { name: 'get_weather' } };
const silent: unknown[] = [];

test('a declared function is silent, in the deprecated form and in Google’s own too', async () => {
  const body = calling(call('get_weather', {}));
  expect(await say('tool-call-known', { request: { tools }, body })).toEqual(silent);
  expect(await say('tool-call-known', { request: { functions: [{ name: 'get_weather' }] }, body })).toEqual(silent);
  const google = { tools: [{ function_declarations: [{ name: 'get_weather' }] }] };
  expect(await say('tool-call-known', { request: { extra_body: { google } }, body })).toEqual(silent);
  const camelCase = { tools: [{ functionDeclarations: [{ name: 'get_weather' }] }] };
  expect(await say('tool-call-known', { request: { google: camelCase }, body })).toEqual(silent);
});

test('another function is reported at tools', async () => {
  expect(await ask('tool-call-known', { request: { tools }, body: calling(call('get_wether', {})) })).toMatchObject([
    {
      severity: 'error',
      message: 'get_wether is called, but was not declared',
      expected: 'get_weather or get_time',
      at: { in: 'completion', pointer: '/choices/0/message/tool_calls/0/function/name' },
      place: { lineText: 'request.tools' },
    },
  ]);
  expect(await ask('tool-call-known', { body: calling(call('f', {})) })).toMatchObject([
    { expected: 'no tool call: no tools were declared' },
  ]);
});

test('tool_choice none forbids calls', async () => {
  const request = { tools, tool_choice: 'none' };
  expect(await say('tool-call-known', { request })).toEqual(silent);
  expect(await ask('tool-call-known', { request, body: calling(call('get_time', {})) })).toMatchObject([
    { message: 'choice 0 has tool calls, although tool_choice is none', place: { lineText: 'request.tool_choice' } },
  ]);
});

test('tool_choice required demands one, unless the answer ended early', async () => {
  const request = { tools, tool_choice: 'required' };
  expect(await say('tool-call-known', { request, body: calling(call('get_time', {})) })).toEqual(silent);
  expect(await say('tool-call-known', { request })).toEqual([
    'choice 0 has no tool call, although tool_choice is required',
  ]);
  for (const finish_reason of ['length', 'content_filter: SAFETY', 'function_call_filter: MALFORMED_FUNCTION_CALL']) {
    expect(await say('tool-call-known', { request, body: whole({ choice: { finish_reason } }) })).toEqual(silent);
  }
});

test('a named function must be called, and no other', async () => {
  const request = { tools, tool_choice: named };
  expect(await say('tool-call-known', { request, body: calling(call('get_weather', {})) })).toEqual(silent);
  expect(await say('tool-call-known', { request })).toEqual([
    'choice 0 has no tool call, although tool_choice names get_weather',
  ]);
  expect(await say('tool-call-known', { request, body: calling(call('get_time', {})) })).toEqual([
    'choice 0 calls another function than tool_choice names',
  ]);
});

test('auto and validated leave the choice to the model', async () => {
  for (const tool_choice of ['auto', 'validated']) {
    expect(await say('tool-call-known', { request: { tools, tool_choice } })).toEqual(silent);
  }
});
