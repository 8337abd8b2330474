import { expect, test } from 'vitest';
import { thoughtTag } from '../../src/contract/thought-tag.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { ProfileName } from '../../src/model/names.ts';

const marked = (thought_tag_marker: JsonObject[string]): JsonObject => ({ google: { thought_tag_marker } });

const tags: [ProfileName, JsonObject | null, string | undefined][] = [
  ['vertex-gemini', null, undefined],
  ['vertex-gemini', {}, undefined],
  ['vertex-gemini', { extra_body: marked('reason') }, 'reason'],
  ['vertex-gemini', marked('reason'), 'reason'],
  ['vertex-gemini', marked(''), undefined],
  ['vertex-gemini', marked(3), undefined],
  ['gemini', null, 'thought'],
  ['gemini', { extra_body: marked('think') }, 'think'],
  ['open-model', {}, 'think'],
  ['openai', {}, undefined],
];

test.each(tags)('thoughts of %s, asked with %j, are wrapped in %s', (profile, request, tag) => {
  expect(thoughtTag(profile, request)).toBe(tag);
});
