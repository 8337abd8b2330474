import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { ProfileName } from '../../../src/model/names.ts';
import { ask, askAll, call, profiles, say, story, vertexError, whole } from '../ask.ts';

test.each(profiles)('a healthy answer of %s conforms to its schema', async (profile) => {
  expect(await say('schema', { profile, body: whole({ profile }) })).toEqual([]);
});

test.each(profiles)('a content that is a number is reported for %s', async (profile) => {
  const findings = await ask('schema', { profile, body: whole({ profile, message: { content: 3 } }) });
  expect(findings).toEqual([
    expect.objectContaining({
      severity: 'error',
      message: 'choices[0].message.content of the body is a number, not a string or null',
      expected: 'a string or null',
      actual: '3',
      at: { in: 'body', pointer: '/choices/0/message/content' },
    }),
  ]);
});

const corrupted: [string, ProfileName, JsonObject, string][] = [
  ['no choices', 'open-model', { id: 'a' }, 'there is no choices in the body'],
  ['choices null', 'vertex-gemini', whole({ choices: null }), 'choices of the body is null, not an array'],
  ['no id', 'vertex-gemini', without(whole(), 'id'), 'there is no id in the body'],
  ['no model', 'gemini', without(whole(), 'model'), 'there is no model in the body'],
  [
    'the wrong object',
    'openai',
    whole({ object: 'text_completion' }),
    'object of the body is "text_completion", not "chat.completion"',
  ],
  ['created as text', 'gemini', whole({ created: '1' }), 'created of the body is a string, not an integer'],
  [
    'a message without content',
    'openai',
    whole({ choice: { message: { role: 'assistant' } } }),
    'there is no content in choices[0].message of the body',
  ],
  ['another role', 'vertex-gemini', whole({ message: { role: 'model' } }), 'role of the body is "model"'],
  [
    'arguments as an object',
    'vertex-gemini',
    whole({ message: { tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: { a: 1 } } }] } }),
    'arguments of the body is an object, not a string',
  ],
  [
    'a call without function',
    'open-model',
    whole({ message: { tool_calls: [{ id: 'a' }] } }),
    'there is no function in choices[0].message.tool_calls[0]',
  ],
  [
    'half a token',
    'vertex-gemini',
    whole({ usage: { total_tokens: 1.5 } }),
    'usage.total_tokens of the body is a number, not an integer',
  ],
];

test.each(corrupted)('%s is reported for %s', async (_what, profile, body, message) => {
  const said = await say('schema', { profile, body });
  expect(said).toHaveLength(1);
  expect(
    said?.[0]?.replace('choices[0].message.tool_calls[0].function.', '').replace('choices[0].message.role', 'role'),
  ).toContain(message);
});

const tolerated: [string, ProfileName, JsonObject][] = [
  ['a choice without message, index and finish reason', 'vertex-gemini', whole({ choices: [{}] })],
  ['usage without completion tokens', 'vertex-gemini', whole({ usage: { prompt_tokens: 3, total_tokens: 9 } })],
  ['no usage', 'open-model', without(whole(), 'usage')],
  [
    'a flat image choice',
    'vertex-gemini',
    whole({ choices: [{ index: 0, role: 'assistant', content: null, image: { data: 'aGk=' } }] }),
  ],
  ['an image under audio', 'vertex-gemini', whole({ message: { content: null, audio: { data: 'aGk=' } } })],
  ['a call without id', 'gemini', whole({ message: { tool_calls: [without(call('f', {}), 'id')] } })],
  ['tool_calls null', 'open-model', whole({ message: { tool_calls: null, reasoning_content: null } })],
  ['neither id nor created', 'open-model', without(without(whole(), 'id'), 'created')],
  ['unknown keys everywhere', 'openai', whole({ extra: 1, message: { extra: 1 }, choice: { extra: 1 } })],
];

test.each(tolerated)('%s is tolerated for %s', async (_what, profile, body) => {
  expect(await say('schema', { profile, body })).toEqual([]);
});

test('a body that is not JSON is one finding', async () => {
  const findings = await ask('schema', { body: '<!doctype html>', headers: { 'content-type': 'text/html' } });
  expect(findings).toMatchObject([{ message: 'the body is an HTML page, not JSON', actual: '<!doctype html>' }]);
  expect(await say('schema', { body: '' })).toEqual(['the body is empty']);
});

test('a body nested so deep that it would exhaust the stack is one finding', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const body of [deep, `{"choices":${deep}}`, `{"error":{"message":${deep}}}`]) {
    const { findings } = await askAll({ body });
    expect(findings.map(({ check, message }) => [check, message])).toEqual([
      ['schema', 'the body cannot be read as JSON: it is nested deeper than 512 levels'],
    ]);
  }
});

test('an error with the status 200 is one finding that quotes it', async () => {
  const body = vertexError(400, 'INVALID_ARGUMENT', 'No such tool');
  for (const each of [body, (body as readonly Json[])[0] ?? null]) {
    const { findings } = await askAll({ body: each });
    expect(findings.map(({ check, message }) => [check, message])).toEqual([
      ['schema', 'the service answered 200, but with an error: INVALID_ARGUMENT: No such tool'],
    ]);
  }
  expect(await say('schema', { profile: 'open-model', body: whole({ error: null }) })).toEqual([]);
});

test('it is asked of whole answers with 2xx only', async () => {
  expect(await say('schema', { chunks: story })).toBeUndefined();
  expect(await say('schema', { status: 500 })).toBeUndefined();
});

function without(body: JsonObject, key: string): JsonObject {
  const { [key]: _left, ...rest } = body;
  return rest;
}
