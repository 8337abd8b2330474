import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { judge } from '../../mock/a-mock.ts';

const stream = { transport: 'sdk', request: { stream: true } } as const;

/** What the rule says of a stream that the real SDK has read and assembled. */
async function said(mock: Json, asking = {}): Promise<readonly string[]> {
  const { findings, asked } = await judge(mock, { ...stream, ...asking });
  expect(asked).toContain('sdk-assembly');
  return findings.filter(({ check }) => check === 'sdk-assembly').map(({ message }) => message);
}

const calling = (...lists: readonly JsonObject[][]): Json => ({
  chunks: lists.map((tool_calls, at) => ({
    id: 'a',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [
      {
        index: 0,
        delta: { role: 'assistant', tool_calls },
        finish_reason: at === lists.length - 1 ? 'tool_calls' : null,
      },
    ],
  })),
});
const call = (id: string, index: number, name: string, args: string) => ({
  id,
  index,
  type: 'function',
  function: { name, arguments: args },
});

test('a stream that is numbered as OpenAI numbers it is assembled as it was sent', async () => {
  expect(await said({ content: 'Once upon a time', pieces: 3 })).toEqual([]);
  expect(await said(calling([call('a', 0, 'f', '{}')], [call('b', 1, 'g', '{"x":1}')]))).toEqual([]);
});

test('thoughts and tags are text to the helper, and no difference', async () => {
  expect(await said({ content: 'because', thoughts: 'why' }, { profile: 'gemini' })).toEqual([]);
});

test('two calls with one index are mixed', async () => {
  expect(await said(calling([call('a', 0, 'f', '{}')], [call('b', 0, 'g', '{}')]))).toEqual([
    'the stream helper of the SDK assembles choice 0 with other tool calls than the stream has',
  ]);
});

test('what the helper cannot assemble is told', async () => {
  const { type, ...untyped } = call('a', 0, 'f', '{}');
  expect(type).toBe('function');
  expect(await said(calling([untyped]))).toEqual([
    expect.stringContaining('the stream helper of the SDK throws, though every chunk can be read: '),
  ]);
});

test('what another rule says already is not told again', async () => {
  expect(await said({ content: 'Once', finish_reason: null })).toEqual([]);
  expect(await said({ content: 'Once', patch_chunks: { first: { '/choices/0/delta/role': '' } } })).toEqual([]);
});

test('whole answers and other transports are not asked', async () => {
  for (const asking of [{ transport: 'sdk' }, { transport: 'rest', request: { stream: true } }] as const) {
    expect((await judge({ content: 'x' }, asking)).asked).not.toContain('sdk-assembly');
  }
});
