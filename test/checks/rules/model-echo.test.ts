import { expect, test } from 'vitest';
import type { ProfileName } from '../../../src/model/names.ts';
import { ask, say, whole } from '../ask.ts';

const silent: [ProfileName, string, string][] = [
  ['vertex-gemini', 'google/gemini-3.8-flash', 'google/gemini-3.8-flash'],
  ['openai', 'gpt-4o', 'gpt-4o-2024-08-06'],
  ['openai', 'gpt-4', 'gpt-4-0613'],
];

test.each(silent)('for %s, %s may answer as %s', async (profile, model, answered) => {
  expect(await say('model-echo', { profile, request: { model }, body: whole({ profile, model: answered }) })).toEqual(
    [],
  );
});

const told: [ProfileName, string, string, string][] = [
  ['vertex-gemini', 'google/gemini-3.8-flash', 'google/gemini-3.9-flash', 'error'],
  ['vertex-gemini', 'google/gemini-3.8-flash', 'google/gemini-3.8-flash-2026-01-01', 'error'],
  ['gemini', 'gemini-3.8-flash', 'models/gemini-3.8-flash', 'warn'],
  ['openai', 'gpt-4o', 'gpt-4o-mini', 'warn'],
];

test.each(told)('for %s, %s must not answer as %s', async (profile, model, answered, severity) => {
  const body = whole({ profile, model: answered });
  expect(await ask('model-echo', { profile, request: { model }, body })).toMatchObject([
    {
      severity,
      message: `"${answered}" answered, but "${model}" was asked for`,
      at: { in: 'completion', pointer: '/model' },
      place: { lineText: 'request.model' },
    },
  ]);
});

test('where no model was sent, or for open models, it is not asked', async () => {
  expect(await say('model-echo', {})).toBeUndefined();
  expect(await say('model-echo', { profile: 'open-model', request: { model: 'x' } })).toBeUndefined();
});
