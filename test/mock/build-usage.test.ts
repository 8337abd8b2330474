import { expect, test } from 'vitest';
import { buildUsage } from '../../src/mock/build-usage.ts';

const lengths = [{ thoughts: 40, answer: 20 }];

test.each([
  ['vertex-gemini', { completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 10 }, total_tokens: 24 }],
  ['gemini', { completion_tokens: 5, total_tokens: 24 }],
  ['openai', { completion_tokens: 15, completion_tokens_details: { reasoning_tokens: 10 }, total_tokens: 24 }],
  ['open-model', { completion_tokens: 15, completion_tokens_details: { reasoning_tokens: 10 }, total_tokens: 24 }],
] as const)('%s counts reasoning where it does', (profile, usage) => {
  expect(buildUsage(undefined, lengths, {}, profile)).toMatchObject({ prompt_tokens: 9, ...usage });
});

test('the Gemini Developer API shows no reasoning', () => {
  expect(buildUsage(undefined, lengths, {}, 'gemini')).not.toHaveProperty('completion_tokens_details');
});

test('Vertex AI leaves out what is zero', () => {
  expect(buildUsage(undefined, [{ thoughts: 0, answer: 0 }], {}, 'vertex-gemini')).toEqual({
    extra_properties: { google: { traffic_type: 'ON_DEMAND' } },
    prompt_tokens: 9,
    total_tokens: 9,
  });
});

test('what the reply says holds, and the total follows from it unless it says that too', () => {
  const said = { prompt_tokens: 6, completion_tokens: 1 };
  expect(buildUsage(said, [{ thoughts: 0, answer: 99 }], {}, 'openai')).toEqual({ ...said, total_tokens: 7 });
  expect(buildUsage({ ...said, total_tokens: 3 }, [], {}, 'openai')).toEqual({ ...said, total_tokens: 3 });
});

test('no more tokens are counted than the request allows for its choices', () => {
  const long = { thoughts: 4000, answer: 4000 };
  expect(buildUsage(undefined, [long, long], { max_tokens: 50 }, 'vertex-gemini')).toMatchObject({
    completion_tokens_details: { reasoning_tokens: 100 },
    total_tokens: 109,
  });
  expect(buildUsage(undefined, [long], { max_completion_tokens: 50 }, 'openai')).toMatchObject({
    completion_tokens: 50,
  });
});
