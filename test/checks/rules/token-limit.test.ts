import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { ask, say, whole } from '../ask.ts';

const using = (completion_tokens: number, others = {}) =>
  whole({ usage: { prompt_tokens: 1, completion_tokens, total_tokens: completion_tokens + 1 }, ...others });

test('tokens within the limit are silent', async () => {
  expect(await say('token-limit', { request: { max_tokens: 12 }, body: using(12) })).toEqual([]);
  expect(await say('token-limit', { request: { max_tokens: 12 }, body: using(0, { usage: null }) })).toEqual([]);
});

test('more tokens are a warning', async () => {
  expect(await ask('token-limit', { request: { max_tokens: 12 }, body: using(13) })).toMatchObject([
    {
      severity: 'warn',
      message: 'the answer has 13 completion tokens, more than max_tokens allows',
      expected: 'at most 12',
      place: { lineText: 'request.max_tokens' },
    },
  ]);
  expect(await say('token-limit', { request: { max_completion_tokens: 12, max_tokens: 99 }, body: using(13) })).toEqual(
    ['the answer has 13 completion tokens, more than max_completion_tokens allows'],
  );
});

test('the limit is one for each choice', async () => {
  const [choice] = whole()['choices'] as JsonObject[];
  const two = using(24, { choices: [choice, { ...choice, index: 1 }] });
  expect(await say('token-limit', { request: { max_tokens: 12, n: 2 }, body: two })).toEqual([]);
});

test('without a limit it is not asked', async () => {
  expect(await say('token-limit', {})).toBeUndefined();
});
