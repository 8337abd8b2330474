import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';

/** How long, in characters, the texts of an answer are. */
export interface Lengths {
  readonly thoughts: number;
  /** Everything else the model wrote, arguments of tool calls included. */
  readonly answer: number;
}

/**
 * Token counts that add up as those of the profile do. What the reply says holds; the rest is made, a token for every
 * four characters, never more than the request allows.
 *
 * `completion_tokens` leaves reasoning out at Google, where the total has three summands; Vertex AI shows the third, and
 * leaves out what is zero; the Gemini Developer API hides it (docs/facts.md 7.1, 7.5).
 */
export function buildUsage(
  said: Json | undefined,
  lengths: readonly Lengths[],
  request: JsonObject,
  profile: ProfileName,
): Json {
  if (said === null) return null;
  const google = profile === 'vertex-gemini' || profile === 'gemini';
  const limit = request['max_completion_tokens'] ?? request['max_tokens'];
  const most = typeof limit === 'number' ? limit * lengths.length : Infinity;
  const tokens = (part: keyof Lengths) => Math.ceil(lengths.reduce((sum, each) => sum + each[part], 0) / 4);
  const reasoning = Math.min(tokens('thoughts'), most);
  const answer = Math.min(tokens('answer'), most - reasoning);
  const completion = google ? answer : answer + reasoning;
  const parts: JsonObject = {
    ...((completion > 0 || profile !== 'vertex-gemini') && { completion_tokens: completion }),
    ...(reasoning > 0 && profile !== 'gemini' && { completion_tokens_details: { reasoning_tokens: reasoning } }),
    ...(profile === 'vertex-gemini' && { extra_properties: { google: { traffic_type: 'ON_DEMAND' } } }),
    prompt_tokens: 9,
    ...(isObject(said) && said),
  };
  const shown = number(valueAt(parts, ['completion_tokens_details', 'reasoning_tokens']));
  const beside = profile === 'vertex-gemini' ? shown : profile === 'gemini' ? reasoning : 0;
  const total_tokens = number(parts['prompt_tokens']) + number(parts['completion_tokens']) + beside;
  return { ...parts, total_tokens, ...(isObject(said) && said) };
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
