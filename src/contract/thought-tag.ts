import { valueAt } from '../lib/json-pointer.ts';
import type { JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';

/**
 * Name of the tag that wraps thoughts in the text, by who answers (docs/facts.md 5.2, 7.3). Undefined where there is
 * none:
 *
 * | request, profile | tag |
 * | --- | --- |
 * | any, with `google.thought_tag_marker` in or beside `extra_body` | the marker |
 * | gemini | `<thought>` |
 * | open-model | `<think>`, as DeepSeek R1 and its like write it |
 * | vertex-gemini without a marker | none: `<think>` in a text is text, and only the flag tells thoughts |
 * | openai | none |
 */
export function thoughtTag(profile: ProfileName, request: JsonObject | null): string | undefined {
  for (const path of [['extra_body', 'google'], ['google']]) {
    const marker = valueAt(request, [...path, 'thought_tag_marker']);
    if (typeof marker === 'string' && marker !== '') return marker;
  }
  if (profile === 'gemini') return 'thought';
  return profile === 'open-model' ? 'think' : undefined;
}
