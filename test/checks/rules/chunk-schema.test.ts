import { expect, test } from 'vitest';
import { ask, askAll, chunk, profiles, say, story } from '../ask.ts';

const request = { stream: true };

test.each(profiles)('a healthy stream of %s conforms', async (profile) => {
  expect(await say('chunk-schema', { profile, request, chunks: story })).toEqual([]);
});

test.each(profiles)('a chunk without choices is reported for %s, with its number from 1', async (profile) => {
  const { choices: _, ...headless } = chunk({ content: ' a' });
  const findings = await ask('chunk-schema', { profile, request, chunks: [story[0] ?? {}, headless, story[1] ?? {}] });
  expect(findings).toEqual([
    expect.objectContaining({ message: 'there is no choices in event 2', at: { in: 'chunk', event: 2, pointer: '' } }),
  ]);
});

test('habits of the services are tolerated', async () => {
  const vertex = chunk({
    tool_calls: [{ index: 1, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }],
  });
  expect(await say('chunk-schema', { request, chunks: [vertex] })).toEqual([]);
  const sglang = chunk({
    content: null,
    role: null,
    tool_calls: [{ id: null, index: 0, function: { name: null, arguments: '{' } }],
  });
  expect(await say('chunk-schema', { profile: 'open-model', request, chunks: [sglang] })).toEqual([]);
  const { id: _, ...withoutId } = chunk({ content: 'Hi' });
  expect(await say('chunk-schema', { profile: 'gemini', request, chunks: [withoutId] })).toEqual([]);
  expect(
    await say('chunk-schema', { profile: 'openai', request, chunks: [{ ...chunk({}), choices: [], usage: null }] }),
  ).toEqual([]);
});

test('the first chunk of Azure, which is about the prompt alone, conforms', async () => {
  const azure = {
    id: '',
    object: '',
    created: 0,
    model: '',
    choices: [],
    prompt_filter_results: [{ prompt_index: 0 }],
  };
  const asking = { profile: 'openai', request, chunks: [azure, ...story] } as const;
  expect((await askAll(asking)).findings).toEqual([]);
  expect(await say('chunk-schema', { ...asking, chunks: [{ ...azure, object: 'chat.completion' }] })).toHaveLength(1);
});

test('OpenAI owes a delta, Vertex an id', async () => {
  const bare = { ...chunk({}), choices: [{ index: 0, finish_reason: 'stop' }] };
  expect(await say('chunk-schema', { profile: 'openai', request, chunks: [bare] })).toEqual([
    'there is no delta in choices[0] of event 1',
  ]);
  expect(await say('chunk-schema', { profile: 'vertex-gemini', request, chunks: [bare] })).toEqual([]);
  const { id: _, ...withoutId } = chunk({ content: 'Hi' });
  expect(await say('chunk-schema', { request, chunks: [withoutId] })).toEqual(['there is no id in event 1']);
});

test('of very many bad chunks twenty are shown and the rest is counted', async () => {
  const bad = Array.from({ length: 500 }, () => chunk({ content: 3 }));
  const { findings } = await askAll({ request, chunks: [...bad, ...story] });
  const own = findings.filter(({ check }) => check === 'chunk-schema');
  expect(own).toHaveLength(21);
  expect(own.at(-1)).toMatchObject({ severity: 'error', message: 'and 480 more findings of chunk-schema' });
});
