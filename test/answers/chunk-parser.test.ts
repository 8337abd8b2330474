import { expect, test } from 'vitest';
import { createChunkParser } from '../../src/answers/chunk-parser.ts';
import { parseJson } from '../../src/lib/parse-json.ts';

/** What stands between the quotes of a string, in a JSON text as a service may write it. */
const inside = [
  ...['', 'Hello', ' world', 'Здравствуй, мир', '日本', '😀', '\u007f', '\u2028', 'a longer piece of text'],
  ...['\\n', 'a\\tb', '\\u00e9', '\\ud83d\\ude00', '\\ud83d', '\\u0000', 'a \\"word\\"', '\\/', 'C:\\\\'],
  // No strings: what follows is no JSON, or ends the string.
  ...['\\', '\\x', '\\u12', '\u0001', 'a\nb', 'a"b', '","role":"user', '"},"more":{"a":"'],
];

const written: { readonly [name: string]: (text: string, n: number) => string } = {
  gemini: (text) =>
    `{"choices":[{"delta":{"content":"${text}","role":"assistant"},"index":0}],"id":"x","usage":{"a":1}}`,
  openai: (text) => `{"id":"x","created":1,"choices":[{"index":0,"delta":{"content":"${text}"},"logprobs":null}]}`,
  spaced: (text) => `{ "choices" : [ { "delta" : { "content" : "${text}" } } ] }\n`,
  'a time that passes': (text, n) => `{"created":${1000 + (n >> 3)},"choices":[{"delta":{"content":"${text}"}}]}`,
  'two texts that change': (text, n) =>
    `{"choices":[{"delta":{"content":"${text}"}}],"obfuscation":"${'x'.repeat(n % 7)}"}`,
  'a key twice, of which the first changes': (text) => `{"content":"${text}","content":"b"}`,
  'a key twice, of which the last changes': (text) => `{"content":"b","content":"${text}"}`,
  'a name that changes': (text) => `{"${text}":1,"b":2}`,
  'a prototype': (text) => `{"a":1,"__proto__":{"b":"${text}"}}`,
  'the mark itself': (text) => `{"a":"\\u0000","b":"${text}"}`,
  list: (text) => `[1,["${text}"],"b"]`,
  text: (text) => `"${text}"`,
  number: (_, n) => `{"a":${n % 3}}`,
};

test.each(Object.entries(written))('%s: every text has the value that it has alone', (_, write) => {
  const parse = createChunkParser();
  let state = 7;
  for (let n = 0; n < 2000; n++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const text = write(inside[(state >> 8) % inside.length] ?? '', n);
    expect({ text, parsed: parse(text) }).toEqual({ text, parsed: parseJson(text) });
  }
});

test('a stream in which the text alone changes is parsed a few times, however long it is', () => {
  const parse = createChunkParser();
  const parsed = counting(() => {
    for (let n = 0; n < 5000; n++) parse(`{"choices":[{"index":0,"delta":{"content":"word ${n}"}}]}`);
  });
  expect(parsed).toBeLessThan(10);
});

test('a stream in which more changes costs few attempts beside the parsing', () => {
  const parse = createChunkParser();
  const parsed = counting(() => {
    for (let n = 0; n < 5000; n++) parse(`{"choices":[{"delta":{"content":"word ${n}"}}],"obfuscation":"${n}"}`);
  });
  expect(parsed).toBeLessThan(5000 * 1.05);
});

test('a value that was given is not changed by the next one', () => {
  const parse = createChunkParser();
  const values = ['a', 'b', 'c', 'd', 'e', 'f'].map((text) => parse(`{"delta":{"content":"${text}"},"rest":[1]}`));
  expect(values).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((content) => ({ value: { delta: { content }, rest: [1] } })),
  );
});

/** How often `JSON.parse` is called meanwhile. */
function counting(work: () => void): number {
  const real = JSON.parse;
  let calls = 0;
  JSON.parse = (...args: Parameters<typeof real>) => {
    calls += 1;
    return real(...args);
  };
  try {
    work();
  } finally {
    JSON.parse = real;
  }
  return calls;
}
