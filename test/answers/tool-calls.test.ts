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
    'id, name and type repeated in every delta, as Vertex sends them, while the index wanders',
    [
      [{ index: 1, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }],
      [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x"' } }],
      [{ index: 0, id: 'b', type: 'function', function: { name: 'f', arguments: '' } }],
      [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: ':1}' } }],
      [{ index: 1, id: 'b', type: 'function', function: { name: 'f', arguments: '{}' } }],
    ],
    ['a f {"x":1}', 'b f {}'],
  ],
  [
    'two calls of one id and one index, with more of both in the next list',
    [
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '1' } },
        { index: 0, id: 'a', function: { name: 'f', arguments: '2' } },
      ],
      [
        { index: 0, id: 'a', function: { arguments: '3' } },
        { index: 0, id: 'a', function: { arguments: '4' } },
      ],
    ],
    ['a f 13', 'a f 24'],
  ],
  [
    'two calls of one id, told apart by their index',
    [
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '1' } },
        { index: 1, id: 'a', function: { name: 'f', arguments: '2' } },
      ],
      [{ index: 0, id: 'a', function: { arguments: '3' } }],
      [{ index: 1, id: 'a', function: { arguments: '4' } }],
      [{ id: 'a', function: { arguments: '5' } }],
    ],
    ['a f 13', 'a f 245'],
  ],
  [
    'an id of its own in every delta, with the name in the first alone',
    [
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '1' } }],
      [{ index: 0, id: 'b', function: { name: '', arguments: '2' } }],
    ],
    ['a f 12'],
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

test('a hundred thousand calls of one id take no more time than their number', () => {
  const call = { id: 'a', index: 0, type: 'function', function: { name: 'f', arguments: '{}' } };
  const list = Array.from({ length: 100_000 }, () => call);
  const start = performance.now();
  const { answer } = readStream(stream(delta({ tool_calls: list }), delta({ tool_calls: list })));
  expect(answer.completion?.choices[0]?.message?.tool_calls).toHaveLength(100_000);
  expect(performance.now() - start).toBeLessThan(20_000);
});
