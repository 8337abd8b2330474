import { expect, test } from 'vitest';
import { ask, call, calling, chunk, say, tool, whole } from '../ask.ts';

const parameters = { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] };
const request = { tools: [tool('get_weather', parameters)] };

test('arguments that fit the parameters are silent', async () => {
  expect(
    await say('tool-call-arguments', { request, body: calling(call('get_weather', { location: 'Paris' })) }),
  ).toEqual([]);
  const anything = { tools: [tool('get_weather')] };
  expect(await say('tool-call-arguments', { request: anything, body: calling(call('get_weather', { x: 1 })) })).toEqual(
    [],
  );
});

test('a missing or wrong argument is reported', async () => {
  expect(await ask('tool-call-arguments', { request, body: calling(call('get_weather', {})) })).toMatchObject([
    {
      severity: 'error',
      message: 'there is no location in the arguments object of get_weather',
      at: { in: 'completion', pointer: '/choices/0/message/tool_calls/0/function/arguments' },
      place: { lineText: 'request.tools' },
    },
  ]);
  expect(await say('tool-call-arguments', { request, body: calling(call('get_weather', { location: 3 })) })).toEqual([
    'location of the arguments object of get_weather is a number, not a string',
  ]);
});

test('arguments that are not JSON are reported with the reason', async () => {
  // Quirk of stream_function_call_arguments: a raw line break inside of a string.
  const broken = calling(call('get_weather', '{"location": "Paris\n"}'));
  expect(await say('tool-call-arguments', { request, body: broken })).toEqual([
    'the arguments of get_weather are not JSON: a raw line break where \\n is wanted, at position 19',
  ]);
  expect(await say('tool-call-arguments', { request, body: calling(call('get_weather', '')) })).toEqual([
    'the arguments of get_weather are not JSON: the text is empty',
  ]);
});

test('arguments of a stream are judged once they are whole', async () => {
  const piece = (text: string, finish?: string) =>
    chunk(
      { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'get_weather', arguments: text } }] },
      finish,
    );
  const stream = { ...request, stream: true };
  expect(
    await say('tool-call-arguments', {
      request: stream,
      chunks: [piece('{"location"'), piece(': "Paris"}', 'tool_calls')],
    }),
  ).toEqual([]);
  expect(
    await say('tool-call-arguments', { request: stream, chunks: [piece('{"location"'), piece(': 3}', 'tool_calls')] }),
  ).toEqual(['location of the arguments object of get_weather is a number, not a string']);
});

test('after length the last call is not judged, and the truncation is said', async () => {
  const calls = [call('get_weather', {}), call('get_weather', '{"loc', { id: 'call-2' })];
  const body = whole({ message: { content: null, tool_calls: calls }, choice: { finish_reason: 'length' } });
  expect(await ask('tool-call-arguments', { request, body })).toMatchObject([
    { severity: 'error', message: 'there is no location in the arguments object of get_weather' },
    { severity: 'info', message: 'the arguments of get_weather are cut off by the token limit and were not judged' },
  ]);
});

test('OpenAPI words are understood', async () => {
  const google = { type: 'OBJECT', properties: { unit: { type: 'STRING', nullable: true, enum: ['celsius'] } } };
  const asked = { tools: [tool('get_weather', google)] };
  expect(
    await say('tool-call-arguments', { request: asked, body: calling(call('get_weather', { unit: null })) }),
  ).toEqual([]);
  expect(
    await say('tool-call-arguments', { request: asked, body: calling(call('get_weather', { unit: 'kelvin' })) }),
  ).toEqual(['unit of the arguments object of get_weather is "kelvin", not "celsius" or null']);
});

test('parameters that cannot be used are a warning, never silence', async () => {
  const odd = {
    tools: [tool('get_weather', { type: 'object', properties: { a: { $ref: 'https://example.com/a' } } })],
  };
  expect(await ask('tool-call-arguments', { request: odd, body: calling(call('get_weather', {})) })).toMatchObject([
    {
      severity: 'warn',
      message: expect.stringContaining('not checked: the parameters of get_weather are no schema we can use'),
    },
  ]);
});

test('it is asked where tools were declared', async () => {
  expect(await say('tool-call-arguments', {})).toBeUndefined();
});
