import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { facetNames } from '../../src/contract/facets.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { type Asking, ask, call, calling, chunk, say, story, vertexError, whole } from './ask.ts';

const streamed: Asking = { request: { stream: true }, chunks: story };
const refused: Asking = {
  status: 429,
  body: vertexError(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted.'),
  headers: { 'retry-after': '1' },
};
const json: Asking = { body: whole({ message: { content: '{"name": "Science fair", "people": ["Alice"]}' } }) };
const calls: Asking = {
  body: calling(call('get_weather', { location: 'Paris' }), call('get_time', { zone: 'CET' }, { id: 'b' })),
};
const silent = { body: whole({ message: { content: null }, choice: { finish_reason: 'length' } }) };
const nothing: Asking = { body: { error: { code: 500, message: 'x', status: 'INTERNAL' } } };

const holds: [string, JsonObject, Asking][] = [
  ['a status', { status: 200 }, {}],
  ['a class of status', { status: '2xx' }, {}],
  ['a list of status', { status: [429, '5xx'] }, refused],
  ['a media type', { headers: { 'content-type': 'application/json' } }, {}],
  [
    'a media type with its parameters',
    { headers: { 'content-type': ['text/html', 'Application/JSON; charset=x'] } },
    {},
  ],
  ['a header in a list of numbers', { headers: { 'retry-after': [1, 2] } }, { ...refused, expect: { status: 429 } }],
  ['a header, though YAML read a number', { headers: { 'retry-after': 1 } }, { ...refused, expect: { status: 429 } }],
  ['a body', { body: { required: ['choices'], properties: { created: { minimum: 3 } } } }, {}],
  [
    'chunks',
    {
      chunks: {
        each: { required: ['id'] },
        first: { required: ['choices'] },
        last: { required: ['usage'] },
        contains: { required: ['usage'] },
        count: 2,
      },
    },
    streamed,
  ],
  ['a count of chunks in bounds', { chunks: { count: { minimum: 1, maximum: 2 } } }, streamed],
  ['a completion', { completion: { $ref: 'vertex-scenarios:completion' } }, streamed],
  ['a message', { message: { properties: { role: { const: 'assistant' } } } }, {}],
  ['a content by equality', { content: 'Hello' }, {}],
  ['a content in a list', { content: ['Hi', 'Hello'] }, {}],
  [
    'a content by schema',
    { content: { includes: ['Once', 'time'], excludes: 'x', pattern: '^Once', maxLength: 20 } },
    streamed,
  ],
  ['an expected null', { content: { type: 'null' } }, silent],
  ['a null among others', { content: { type: ['string', 'null'] } }, silent],
  ['JSON', { json: { properties: { name: { const: 'Science fair' } }, required: ['people'] } }, json],
  ['no tool call', { tool_calls: [] }, {}],
  [
    'tool calls in order',
    { tool_calls: [{ name: 'get_weather', arguments: { required: ['location'] } }, { name: 'get_time' }] },
    calls,
  ],
  [
    'tool calls in any order',
    { tool_calls: { unordered: [{ name: 'get_time' }, { arguments: { required: ['location'] } }] } },
    calls,
  ],
  [
    'some tool calls',
    { tool_calls: { contains: [{ name: 'get_time', arguments: { properties: { zone: { const: 'CET' } } } }] } },
    calls,
  ],
  ['a finish reason', { finish_reason: ['stop', 'length'] }, streamed],
  [
    'usage',
    { usage: { total_tokens: { maximum: 21 }, prompt_tokens: 9, schema: { required: ['completion_tokens'] } } },
    streamed,
  ],
  [
    'an error',
    { error: { status: 'RESOURCE_EXHAUSTED', code: [429, 503], message: { includes: 'exhausted' } } },
    refused,
  ],
  [
    'thoughts',
    { thoughts: { includes: 'why' } },
    { request: { stream: true }, chunks: [chunk({ reasoning_content: 'why' }), ...story] },
  ],
  ['a stream', { stream: { layout: 'C[CFU]D', events: 3, done: true } }, streamed],
];

test.each(holds)('%s holds: %j', async (_what, expected, asking) => {
  const facet = Object.keys(expected)[0] ?? '';
  expect(await say(`expect.${facet}`, { ...asking, expect: { ...asking.expect, ...expected } })).toEqual([]);
});

const breaks: [JsonObject, Asking, string | string[]][] = [
  [
    { status: 200 },
    refused,
    'the service answered 429: too many requests, or no capacity left at the moment: try again later (RESOURCE_EXHAUSTED: Resource exhausted.)',
  ],
  [{ status: [400, '5xx'] }, {}, 'the service answered 200'],
  [
    { headers: { 'content-type': 'text/event-stream' } },
    {},
    'content-type of the response headers is "application/json", not "text/event-stream"',
  ],
  [{ headers: { 'retry-after': '1' } }, {}, 'there is no retry-after in the response headers'],
  [{ body: { required: ['id', 'service_tier'] } }, {}, 'there is no service_tier in the body'],
  [{ body: { type: 'object' } }, { body: 'oops' }, 'there is no JSON in the body'],
  [{ body: { type: 'object' } }, { chunks: story }, 'there is no body of one JSON value: a stream came'],
  [{ chunks: { each: { required: ['usage'] } } }, streamed, 'there is no usage in event 1'],
  [{ chunks: { first: { required: ['usage'] } } }, streamed, 'there is no usage in event 1'],
  [{ chunks: { last: { properties: { usage: false } } } }, streamed, 'usage of event 2 must not be there'],
  [{ chunks: { contains: { required: ['service_tier'] } } }, streamed, 'none of 2 chunks is as expected'],
  [{ chunks: { count: { minimum: 3 } } }, streamed, 'the number of chunks is 2, not >= 3'],
  [
    { chunks: { each: { required: ['id'] } } },
    { request: { stream: true }, stream: 'data: [DONE]\n\n' },
    'there are no chunks',
  ],
  [{ chunks: { count: 2 } }, { request: { stream: true } }, 'the number of chunks is 0, not 2'],
  [
    { completion: { properties: { choices: { minItems: 2 } } } },
    {},
    'choices of the completion has 1 item, fewer than 2',
  ],
  [{ completion: { type: 'object' } }, nothing, 'there is no completion'],
  [{ message: { required: ['tool_calls'] } }, {}, 'there is no tool_calls in the message'],
  [
    { message: { type: 'object' } },
    { body: whole({ choices: [{ index: 0, finish_reason: 'stop' }] }) },
    'there is no message in the first choice',
  ],
  [{ message: { type: 'object' } }, { body: whole({ choices: [] }) }, 'there is no choice in the answer'],
  [{ content: 'Bonjour' }, {}, 'the content is "Hello", not "Bonjour"'],
  [{ content: ['a', 'b'] }, {}, 'the content is "Hello", not "a" or "b"'],
  [
    { content: { minLength: 200, includes: 'backpack' } },
    {},
    ['the content has 5 characters, fewer than 200', 'the content does not contain "backpack"'],
  ],
  [{ content: { excludes: ['ell', 'x'] } }, {}, 'the content contains "ell"'],
  [
    { content: { pattern: '^(a+)+$' } },
    { body: whole({ message: { content: `${'a'.repeat(5000)}!` } }) },
    'the content does not match the pattern ^(a+)+$',
  ],
  [{ content: { minLength: 1 } }, silent, 'there is no content'],
  [{ content: { not: { const: 'x' } } }, silent, 'there is no content'],
  [{ content: 'Hello' }, nothing, 'there is no completion'],
  [{ json: { properties: { name: { const: 'x' } } } }, json, 'name of the content\'s JSON is "Science fair", not "x"'],
  [{ json: { required: ['a'] } }, {}, "there is no JSON in the content: unexpected token 'H'"],
  [{ json: { required: ['a'] } }, silent, 'there is no content to read as JSON'],
  [
    { json: { properties: { a: true } } },
    { body: whole({ message: { content: '[1]' } }) },
    "the content's JSON is an array, not an object",
  ],
  [{ tool_calls: [{ name: 'get_weather' }] }, {}, 'there is no tool call'],
  [{ tool_calls: [] }, calls, 'there are 2 tool calls, not 0'],
  [
    { tool_calls: [{ name: 'get_time' }, { name: 'get_weather' }] },
    calls,
    [
      'the function of tool call 1 is "get_weather", not "get_time"',
      'the function of tool call 2 is "get_time", not "get_weather"',
    ],
  ],
  [
    { tool_calls: { unordered: [{ name: 'get_time' }, { name: 'get_time' }] } },
    calls,
    'there is no tool call of get_time that fits',
  ],
  [{ tool_calls: { unordered: [{ name: 'get_time' }] } }, calls, 'there are 2 tool calls, not 1'],
  [
    { tool_calls: { contains: [{ name: 'get_time', arguments: { required: ['city'] } }] } },
    calls,
    'there is no tool call of get_time that fits: there is no city in the arguments object of get_time',
  ],
  [
    { tool_calls: [{ arguments: { location: 1 } }] },
    { body: calling(call('f', '{"a')) },
    'the arguments of f are not JSON: unterminated string in JSON at position 3 (line 1 column 4)',
  ],
  [{ finish_reason: 'length' }, {}, 'the finish reason is "stop", not "length"'],
  [{ finish_reason: 'stop' }, { body: whole({ choice: { finish_reason: null } }) }, 'there is no finish reason'],
  [{ usage: { total_tokens: { maximum: 20 } } }, {}, 'total_tokens of usage is 21, not <= 20'],
  [{ usage: { cached_tokens: 3 } }, {}, 'there is no cached_tokens in usage'],
  [{ usage: { total_tokens: 21 } }, { body: whole({ usage: null }) }, 'there is no usage in the answer'],
  [{ usage: { schema: { required: ['x'] } } }, {}, 'there is no x in usage'],
  [
    { error: { status: 'INVALID_ARGUMENT' } },
    refused,
    'status of the error is "RESOURCE_EXHAUSTED", not "INVALID_ARGUMENT"',
  ],
  [{ error: { status: 'INVALID_ARGUMENT' } }, {}, 'there is no error: the service answered 200'],
  [{ error: { param: 'stop' } }, refused, 'there is no param in the error'],
  [{ error: { code: 502 } }, { status: 502, body: '<html>' }, 'there is no error object in the body'],
  [{ stream: { layout: 'CU' } }, streamed, 'the stream has the layout C[CFU]D, which does not match CU'],
  [{ stream: { done: false } }, streamed, 'done of the stream is true, not false'],
  [{ stream: { events: { minimum: 10 } } }, streamed, 'events of the stream is 3, not >= 10'],
  [{ thoughts: 'why' }, {}, 'there is no text of thoughts'],
  [{ stream: { done: true } }, { request: { stream: true } }, 'there is no stream: a whole answer came'],
];

test.each(breaks)('%j breaks', async (expected, asking, messages) => {
  const facet = Object.keys(expected)[0] ?? '';
  expect(await say(`expect.${facet}`, { ...asking, expect: expected })).toEqual([messages].flat());
});

test('every facet is among those that hold, and among those that break, or has a file of its own', () => {
  const own = readdirSync(join(import.meta.dirname, 'facets')).join();
  const here = facetNames.filter((name) => !own.includes(name)).sort();
  const named = (tables: readonly JsonObject[]) => [...new Set(tables.flatMap((each) => Object.keys(each)))].sort();
  expect(named(holds.map(([, expected]) => expected))).toEqual(here);
  expect(named(breaks.map(([expected]) => expected))).toEqual(here);
});

test('a finding names its line in expect and its place in the answer', async () => {
  const broken = { expect: { content: { minLength: 200 } } };
  expect(await ask('expect.content', broken)).toEqual([
    {
      check: 'expect.content',
      severity: 'error',
      message: 'the content has 5 characters, fewer than 200',
      expected: 'at least 200 characters',
      actual: '"Hello"',
      at: { in: 'completion', pointer: '/choices/0/message/content' },
      place: expect.objectContaining({ lineText: 'expect.content.minLength' }),
    },
  ]);
  expect(await ask('expect.usage', { expect: { usage: { total_tokens: { maximum: 1 } } } })).toMatchObject([
    { at: { pointer: '/usage/total_tokens' }, place: { lineText: 'expect.usage.total_tokens.maximum' } },
  ]);
  expect(await ask('expect.chunks', { ...streamed, expect: { chunks: { last: { required: ['x'] } } } })).toMatchObject([
    { at: { in: 'chunk', event: 2 }, place: { lineText: 'expect.chunks.last.required' } },
  ]);
});

test('an error chunk counts among the chunks', async () => {
  const stream = `data: ${JSON.stringify(story[0])}\n\ndata: {"error": {"code": 499, "message": "x"}}\n\n`;
  const expected = { chunks: { count: 2, last: { required: ['error'] } } };
  expect(await say('expect.chunks', { request: { stream: true }, stream, expect: expected })).toEqual([]);
});

test('what does not apply to the case is said, not asked', async () => {
  const { askAll } = await import('./ask.ts');
  const { checks } = await askAll({ expect: { chunks: { count: 1 }, stream: { done: true } } });
  expect(checks.notApplicable).toEqual([
    { check: 'expect.chunks', reason: 'a whole answer has no chunks' },
    { check: 'expect.stream', reason: 'a whole answer has no stream' },
  ]);
  const streaming = await askAll({ ...streamed, expect: { body: { type: 'object' } } });
  expect(streaming.checks.notApplicable).toEqual([
    { check: 'expect.body', reason: 'a stream has no body of one JSON value' },
  ]);
});

test('the facets of the first choice read the one with index 0', async () => {
  const choices = [
    { index: 1, finish_reason: 'length', message: { role: 'assistant', content: 'B' } },
    { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'A' } },
  ];
  expect(
    await say('expect.content', { request: { n: 2 }, body: whole({ choices }), expect: { content: 'A' } }),
  ).toEqual([]);
});

test('of a very long layout no more is shown than a person reads', async () => {
  const chunks = Array.from({ length: 400 }, (_, at) => chunk(at % 2 === 0 ? { content: 'a' } : { refusal: 'b' }));
  const [found] =
    (await ask('expect.stream', { request: { stream: true }, chunks, expect: { stream: { layout: 'CD' } } })) ?? [];
  expect(found?.message.length).toBeLessThan(300);
});
