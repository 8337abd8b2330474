import { expect, test } from 'vitest';
import { ask, call, calling, chunk, say, tool, whole } from '../ask.ts';

const tools = [tool('get_weather')];
const ending = (finish_reason: string) =>
  whole({ message: { content: null, tool_calls: [call('get_weather', {})] }, choice: { finish_reason } });

test('tool_calls with a call, and stop without, are silent', async () => {
  expect(await say('finish-tool-calls', { request: { tools }, body: calling(call('get_weather', {})) })).toEqual([]);
  expect(await say('finish-tool-calls', { request: { tools } })).toEqual([]);
});

test.each(['length', 'content_filter', 'content_filter: SAFETY'])('%s may end a call', async (reason) => {
  expect(await say('finish-tool-calls', { request: { tools }, body: ending(reason) })).toEqual([]);
});

test('stop with a call is reported, unless tool_choice names a function', async () => {
  expect(await ask('finish-tool-calls', { request: { tools }, body: ending('stop') })).toMatchObject([
    {
      message: 'choice 0 has tool calls, but ends with "stop"',
      expected: '"tool_calls"',
      place: { lineText: 'request.tools' },
    },
  ]);
  const tool_choice = { type: 'function', function: { name: 'get_weather' } };
  expect(await say('finish-tool-calls', { request: { tools, tool_choice }, body: ending('stop') })).toEqual([]);
  const allowed = { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools } };
  expect(await say('finish-tool-calls', { request: { tools, tool_choice: allowed }, body: ending('stop') })).toEqual([
    'choice 0 has tool calls, but ends with "stop"',
  ]);
});

test('tool_calls without a call is reported, in streams too', async () => {
  expect(await say('finish-tool-calls', { body: whole({ choice: { finish_reason: 'tool_calls' } }) })).toEqual([
    'choice 0 ends with "tool_calls", but has no tool call',
  ]);
  expect(
    await say('finish-tool-calls', { request: { stream: true }, chunks: [chunk({ content: 'A' }, 'tool_calls')] }),
  ).toEqual(['choice 0 ends with "tool_calls", but has no tool call']);
});

test('without a request it is not asked', async () => {
  expect(await say('finish-tool-calls', { request: 'not JSON' })).toBeUndefined();
});
