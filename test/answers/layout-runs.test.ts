import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { ProfileName } from '../../src/model/names.ts';
import { delta, flagged, readStream, stream } from './read.ts';

const call = (id: string, name: string, text: string): JsonObject => ({
  tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: text } }],
});

const layouts: [string, readonly JsonObject[], string][] = [
  ['role only', [delta({ role: 'assistant' })], 'R'],
  ['role with an empty content', [delta({ role: 'assistant', content: '' })], 'R'],
  ['role beside content is content', [delta({ role: 'assistant', content: 'a' })], 'C'],
  [
    'role and a signature alone',
    [delta({ role: 'assistant', extra_content: { google: { thought_signature: 'x' } } })],
    '-',
  ],
  ['runs are counted', [delta({ content: 'a' }), delta({ content: 'b' }), delta({ content: 'c' }, 'stop')], 'C×2[CF]'],
  ['a role with finish and usage', [{ ...delta({ role: 'assistant' }, 'stop'), usage: { total_tokens: 1 } }], '[RFU]'],
  ['usage in a chunk without choices', [{ choices: [], usage: { total_tokens: 1 } }], 'U'],
  ['usage that is null says nothing', [{ ...delta({ content: 'a' }), usage: null }], 'C'],
  [
    'a call and more of its arguments',
    [delta(call('x', 'f', '{')), delta({ tool_calls: [{ index: 0, function: { arguments: '}' } }] })],
    'Kk',
  ],
  ['two calls, one behind the other', [delta(call('x', 'f', '{}')), delta(call('y', 'f', '{}'))], 'K×2'],
  ['flagged thoughts', [flagged('a'), flagged('b'), delta({ content: 'c' })], 'T×2C'],
  ['reasoning_content', [delta({ reasoning_content: 'a' }), delta({ content: 'b' })], 'TC'],
  ['a refusal', [delta({ refusal: 'No' })], 'X'],
  ['media', [delta({ audio: { data: 'AA' } }), delta({ images: [{}] })], 'M×2'],
  ['an empty delta', [delta({})], '-'],
  [
    'other choices have no letter',
    [{ choices: [{ index: 1, delta: { content: 'a' } }] }, delta({ content: 'b' })],
    'C',
  ],
  [
    'choice 0 beside another',
    [
      {
        choices: [
          { index: 1, delta: { content: 'a' } },
          { index: 0, delta: { content: 'b' } },
        ],
      },
    ],
    'C',
  ],
];

test.each(layouts)('%s', (_, chunks, expected) => {
  expect(readStream(stream(...chunks)).layout).toBe(`${expected}D`);
});

test.each([
  ['gemini', 'thought'],
  ['open-model', 'think'],
] as const)(
  'a tag of %s that is split anywhere gives the same letters for the same texts',
  (profile: ProfileName, tag) => {
    const text = `<${tag}>why</${tag}>because`;
    for (let at = 1; at < text.length; at++) {
      const { layout, answer } = readStream(
        stream(delta({ content: text.slice(0, at) }), delta({ content: text.slice(at) })),
        { profile },
      );
      expect(answer.completion?.choices[0]).toMatchObject({ thoughts: 'why', message: { content: 'because' } });
      expect(layout?.replace(/[[\]]|×2/g, '')).toMatch(/^T+C+D$/);
    }
  },
);

test('what only looks like a tag is content from its first piece on', () => {
  const chunks = ['<', 'th', 'ing> is no tag'].map((content) => delta({ content }));
  const { layout, answer } = readStream(stream(...chunks), { profile: 'open-model' });
  expect(layout).toBe('C×3D');
  expect(answer.completion?.choices[0]).toMatchObject({ thoughts: null, message: { content: '<thing> is no tag' } });
});
