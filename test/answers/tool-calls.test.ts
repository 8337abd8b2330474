import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { delta, readStream, readWhole, stream } from './read.ts';

/** The deltas of `tool_calls`, a list for each chunk, and what they make: `id name arguments`. */
const streams: [string, readonly (readonly JsonObject[])[], string[]][] = [
  [
    'one call in pieces',
    [
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '' } }],
      [{ index: 0, function: { arguments: '{"x"' } }],
      [{ index: 0, function: { arguments: ':1}' } }],
    ],
    ['a f {"x":1}'],
  ],
  [
    'calls that all have index 0, as Gemini sends them',
    [
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }],
      [{ index: 0, id: 'b', function: { name: 'g', arguments: '{}' } }],
    ],
    ['a f {}', 'b g {}'],
  ],
  [
    'an index that changes within a call, as in the sample of Google',
    [
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } }],
      [{ index: 1, id: 'a', function: { arguments: ':1}' } }],
    ],
    ['a f {"x":1}'],
  ],
  [
    'calls that take turns',
    [
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '' } }],
      [{ index: 1, id: 'b', function: { name: 'g', arguments: '' } }],
      [{ index: 0, function: { arguments: '1' } }],
      [{ index: 1, function: { arguments: '2' } }],
    ],
    ['a f 1', 'b g 2'],
  ],
  [
    'an empty id in later pieces',
    [
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '1' } }],
      [{ index: 0, id: '', function: { arguments: '2' } }],
    ],
    ['a f 12'],
  ],
  [
    'no index at all',
    [
      [{ id: 'a', function: { name: 'f', arguments: '1' } }],
      [{ function: { arguments: '2' } }],
      [{ id: 'b', function: { name: 'g', arguments: '3' } }],
    ],
    ['a f 12', 'b g 3'],
  ],
  [
    'no id at all',
    [[{ index: 0, function: { name: 'f', arguments: '1' } }], [{ index: 1, function: { name: 'f', arguments: '2' } }]],
    ['undefined f 1', 'undefined f 2'],
  ],
  [
    'two calls of one id in one list, as Grok sends them',
    [
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '1' } },
        { index: 1, id: 'a', function: { name: 'f', arguments: '2' } },
      ],
    ],
    ['a f 1', 'a f 2'],
  ],
  [
    'a name that comes twice',
    [
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '1' } }],
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '2' } }],
    ],
    ['a f 12'],
  ],
];

test.each(streams)('%s', (_, lists, expected) => {
  const { answer } = readStream(stream(...lists.map((tool_calls) => delta({ tool_calls }))));
  const calls = answer.completion?.choices[0]?.message?.tool_calls ?? [];
  expect(calls.map(({ id, function: { name, arguments: text } }) => `${id} ${name} ${text}`)).toEqual(expected);
});

test('a signature stays with its call, and no index is kept', () => {
  const signature: Json = { google: { thought_signature: 'c2ln' } };
  const call = {
    index: 0,
    id: 'a',
    type: 'function',
    function: { name: 'f', arguments: '{}' },
    extra_content: signature,
  };
  const expected = [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' }, extra_content: signature }];
  const { answer } = readStream(stream(delta({ tool_calls: [call] })));
  expect(answer.completion?.choices[0]?.message?.tool_calls).toEqual(expected);
  const whole = readWhole({
    choices: [{ index: 0, message: { role: 'assistant', content: null, tool_calls: [call] } }],
  });
  expect(whole.completion?.choices[0]?.message?.tool_calls).toEqual(expected);
});
