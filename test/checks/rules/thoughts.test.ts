import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { ProfileName } from '../../../src/model/names.ts';
import { ask, chunk, say, whole } from '../ask.ts';

const asking = (marker?: string) => ({
  stream: true,
  extra_body: {
    google: {
      thinking_config: { include_thoughts: true },
      ...(marker !== undefined && { thought_tag_marker: marker }),
    },
  },
});
const flagged = (content: string) => chunk({ content, extra_content: { google: { thought: true } } });
const plain = (content: string) => chunk({ content }, 'stop');

const silent: [string, ProfileName, JsonObject, JsonObject[]][] = [
  ['flagged thoughts that were asked for', 'vertex-gemini', asking(), [flagged('why'), plain('because')]],
  ['tagged ones', 'vertex-gemini', asking('why'), [flagged('<why>a'), plain('</why>b')]],
  ['none, though they were asked for', 'vertex-gemini', asking('why'), [plain('b')]],
  ['none, and nobody asked', 'vertex-gemini', { stream: true }, [plain('b')]],
  ['the tag of the Gemini Developer API', 'gemini', asking(), [flagged('<thought>a'), plain('</thought>b')]],
  ['open models think as they like', 'open-model', { stream: true }, [plain('<think>a</think>b')]],
  ['a tag in the middle of an answer', 'open-model', { stream: true }, [plain('write <think> first')]],
];

test.each(silent)('%s: silent', async (_, profile, request, chunks) => {
  expect(await say('thoughts', { profile, request, chunks })).toEqual([]);
});

const told: [string, ProfileName, JsonObject, JsonObject[], string][] = [
  [
    'nobody asked for them',
    'vertex-gemini',
    { stream: true },
    [flagged('why'), plain('because')],
    'choice 0 has thoughts, although include_thoughts does not ask for them',
  ],
  [
    'the marker is not there',
    'vertex-gemini',
    asking('why'),
    [flagged('a'), plain('b')],
    'the thoughts of choice 0 are not wrapped in <why>, as thought_tag_marker asks',
  ],
  [
    'a tag is not closed',
    'gemini',
    asking(),
    [flagged('<thought>a'), plain('b')],
    'choice 0 opens <thought> and never closes it',
  ],
  [
    'a tag was never opened',
    'open-model',
    { stream: true },
    [plain('a</thi'), chunk({ content: 'nk>b' }, 'stop')],
    'choice 0 closes </think>, which was never opened',
  ],
];

test.each(told)('%s: told', async (_, profile, request, chunks, message) => {
  expect(await ask('thoughts', { profile, request, chunks })).toMatchObject([
    { severity: 'warn', message, at: { in: 'completion', pointer: '/choices/0' } },
  ]);
});

test('whole answers are asked too, and a limit explains a tag that is not closed', async () => {
  const body = (content: string, finish_reason: string) =>
    whole({ profile: 'open-model', message: { content }, choice: { finish_reason } });
  expect(await say('thoughts', { profile: 'open-model', body: body('<think>a', 'stop') })).toEqual([
    'choice 0 opens <think> and never closes it',
  ]);
  expect(await say('thoughts', { profile: 'open-model', body: body('<think>a', 'length') })).toEqual([]);
});

test('openai is not asked', async () => {
  expect(await say('thoughts', { profile: 'openai', body: whole({ profile: 'openai' }) })).toBeUndefined();
});
