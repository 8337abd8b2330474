import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { ProfileName } from '../../src/model/names.ts';
import type { Reading } from './read.ts';
import { delta, flagged, readStream, readWhole, stream } from './read.ts';

const marker = { extra_body: { google: { thought_tag_marker: 'reason' } } };

const forms: [string, readonly JsonObject[], Reading, string | null, string | null][] = [
  ['a flag', [flagged('why'), delta({ content: 'because' })], {}, 'why', 'because'],
  [
    'a flag that comes again',
    [flagged('a'), delta({ content: 'b' }), flagged('c'), delta({ content: 'd' })],
    {},
    'ac',
    'bd',
  ],
  [
    'a flag and a tag, glued to the answer',
    [flagged('<thought>why'), delta({ content: '</thought>because' })],
    { profile: 'gemini' },
    'why',
    'because',
  ],
  [
    'a flag and a tag in one delta',
    [flagged('<thought>why</thought>because')],
    { profile: 'gemini' },
    'why',
    'because',
  ],
  ['a tag of its own name', [delta({ content: '<reason>why</reason>because' })], { request: marker }, 'why', 'because'],
  [
    'a tag that nobody asked for',
    [delta({ content: '<think>why</think>because' })],
    {},
    null,
    '<think>why</think>because',
  ],
  [
    'a tag in the middle is content',
    [delta({ content: 'say <think>x</think>' })],
    { profile: 'open-model' },
    null,
    'say <think>x</think>',
  ],
  ['a tag that is never closed', [delta({ content: '<think>why' })], { profile: 'open-model' }, 'why', null],
  [
    'white space before a tag',
    [delta({ content: '\n\n<think>why</think>\nbecause' })],
    { profile: 'open-model' },
    'why',
    '\nbecause',
  ],
  [
    'reasoning_content beside content',
    [delta({ reasoning_content: 'why' }), delta({ content: 'because' })],
    { profile: 'open-model' },
    'why',
    'because',
  ],
  [
    'the same thought under two names',
    [delta({ reasoning_content: 'why', reasoning: 'why' })],
    { profile: 'open-model' },
    'why',
    null,
  ],
  ['none at all', [delta({ content: 'because' })], { profile: 'openai' }, null, 'because'],
];

test.each(forms)('thoughts with %s', (_, chunks, reading, thoughts, content) => {
  const { answer } = readStream(stream(...chunks), reading);
  expect(answer.completion?.choices[0]?.thoughts).toBe(thoughts);
  expect(answer.completion?.choices[0]?.message?.content).toBe(content);
});

test('a flag on a whole message says no more than that thoughts may be in it', () => {
  const message = { role: 'assistant', content: 'because', extra_content: { google: { thought: true } } };
  const { completion } = readWhole({ choices: [{ index: 0, message }] });
  expect(completion?.choices[0]).toMatchObject({ thoughts: null, message: { content: 'because' } });
});

test('the signature of a thought is kept', () => {
  const { answer } = readStream(
    stream(delta({ content: 'a' }), delta({ extra_content: { google: { thought_signature: 'c2ln' } } }, 'stop')),
  );
  expect(answer.completion?.choices[0]?.message).toEqual({
    content: 'a',
    extra_content: { google: { thought_signature: 'c2ln' } },
  });
});

/** The text of a delta, and whether it is flagged. */
type Piece = readonly [text: string, isThought: boolean];

/** Where the text of a delta is split, and whether it is flagged, must not matter. */
const glued: [string, ProfileName, JsonObject | null, readonly Piece[]][] = [
  [
    'Gemini Developer API',
    'gemini',
    null,
    [
      ['<thought>Why', true],
      ['</thought>Because', false],
    ],
  ],
  [
    'a marker on Vertex',
    'vertex-gemini',
    marker,
    [
      ['<reason>\nWhy', true],
      ['</reason>\nBecause', false],
    ],
  ],
  ['an open model', 'open-model', null, [['<think>\nWhy</think>\n\nBecause <b>', false]]],
  [
    'no tag',
    'vertex-gemini',
    null,
    [
      ['Why', true],
      ['Because </think>', false],
    ],
  ],
];

test.each(glued)('the texts of %s are the same wherever they are split', (_, profile, request, pieces) => {
  const read = (parts: readonly Piece[]) => {
    const chunks = parts.map(([text, isThought]) => (isThought ? flagged(text) : delta({ content: text })));
    const [choice] = readStream(stream(...chunks), { profile, request }).answer.completion?.choices ?? [];
    return [choice?.thoughts, choice?.message?.content];
  };
  const whole = read(pieces);
  expect(whole[0]?.trim()).toBe('Why');
  expect(whole[1]).toContain('Because');
  for (const [number, [text, isThought]] of pieces.entries()) {
    for (let at = 1; at < text.length; at++) {
      const cut = [text.slice(0, at), text.slice(at)].map((part): Piece => [part, isThought]);
      expect(read(pieces.toSpliced(number, 1, ...cut)), `split at ${at}`).toEqual(whole);
    }
  }
  expect(read(pieces.flatMap(([text, isThought]) => [...text].map((each): Piece => [each, isThought])))).toEqual(whole);
});

test('a tag behind much white space is content, wherever that is split', () => {
  const gap = ' '.repeat(80);
  for (const parts of [[`${gap}<think>x`], [gap, '<think>x'], [gap.slice(40), gap.slice(40), '<think>x']]) {
    const chunks = parts.map((content) => delta({ content }));
    const { layout, answer } = readStream(stream(...chunks), { profile: 'open-model' });
    expect(answer.completion?.choices[0]).toMatchObject({ thoughts: null, message: { content: `${gap}<think>x` } });
    expect(layout).toMatch(/^C(×\d)?D$/);
  }
});

test('a stream that ends within a tag keeps its text', () => {
  const read = (text: string) =>
    readStream(stream(delta({ content: text })), { profile: 'open-model' }).answer.completion?.choices[0];
  expect(read('<thi')).toMatchObject({ thoughts: null, message: { content: '<thi' } });
  expect(read('<think>why</thi')).toMatchObject({ thoughts: 'why</thi', message: { content: null } });
});
