import { createHash } from 'node:crypto';
import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';

/** Seconds: a plausible moment, the same in every run. */
const created = 1_790_000_000;

/** The whole answer that a reply describes, with the habits of its profile. Streams are cut from it. */
export function buildCompletion(
  reply: JsonObject,
  request: JsonObject,
  profile: ProfileName,
  seed: string,
): JsonObject {
  const id = typeof reply['id'] === 'string' ? reply['id'] : idOf(profile, seed);
  const model = reply['model'] ?? request['model'] ?? 'deployed-model';
  const replies: readonly JsonObject[] = Array.isArray(reply['choices'])
    ? (reply['choices'] as readonly Json[]).filter((choice) => isObject(choice))
    : [reply];
  const choices = replies.map((choice, index) => buildChoice(choice, index, request, profile, seed));
  return {
    choices,
    created,
    id,
    model,
    object: 'chat.completion',
    // Always there and empty on Vertex AI (fact sheet 7.1); unknown to the Gemini Developer API.
    ...(profile === 'vertex-gemini' && { system_fingerprint: '' }),
    usage: buildUsage(reply, choices, profile),
  };
}

function buildChoice(
  reply: JsonObject,
  index: number,
  request: JsonObject,
  profile: ProfileName,
  seed: string,
): JsonObject {
  const calls = toolCalls(reply['tool_calls'], request, profile, `${seed} ${index}`);
  const thoughts = typeof reply['thoughts'] === 'string' ? reply['thoughts'] : undefined;
  const text = textOf(reply);
  const reasoning = reply['reasoning_content'] ?? (profile === 'open-model' ? thoughts : undefined);
  const content =
    thoughts !== undefined && reasoning === undefined ? withThoughts(thoughts, text ?? '', request, profile) : text;
  const extra = reply['extra_content'];
  return {
    finish_reason: reply['finish_reason'] ?? (calls.length > 0 ? 'tool_calls' : 'stop'),
    index,
    logprobs: null,
    message: {
      content: content ?? null,
      ...(extra !== undefined && { extra_content: extra }),
      ...(reasoning !== undefined && { reasoning_content: reasoning }),
      ...(typeof reply['refusal'] === 'string' && { refusal: reply['refusal'] }),
      role: 'assistant',
      ...(calls.length > 0 && { tool_calls: calls }),
    },
  };
}

function textOf(reply: JsonObject): string | undefined {
  if (reply['content_json'] !== undefined) return JSON.stringify(reply['content_json']);
  return typeof reply['content'] === 'string' ? reply['content'] : undefined;
}

/** Thoughts stand in the text, in the tag that was asked for; without one Vertex AI leaves them bare (fact sheet 7.3). */
function withThoughts(thoughts: string, text: string, request: JsonObject, profile: ProfileName): string {
  const tag = thoughtTag(request, profile);
  return tag === undefined ? `${thoughts}${text}` : `<${tag}>${thoughts}</${tag}>${text}`;
}

export function thoughtTag(request: JsonObject, profile: ProfileName): string | undefined {
  const marker = valueAt(request, ['extra_body', 'google', 'thought_tag_marker']);
  if (typeof marker === 'string' && marker !== '') return marker;
  return profile === 'gemini' ? 'thought' : undefined;
}

function toolCalls(written: Json | undefined, request: JsonObject, profile: ProfileName, seed: string): JsonObject[] {
  if (!Array.isArray(written)) return [];
  return (written as readonly Json[])
    .filter((call) => isObject(call))
    .map((call, index) => {
      const args = call['arguments'] ?? {};
      // Of parallel calls only the first is signed, and only from Gemini 3 on (fact sheet 5.3).
      const signs =
        profile === 'vertex-gemini' && index === 0 && /gemini-(?:[3-9]|\d\d)/.test(String(request['model']));
      const signature = call['signature'] ?? (signs ? hash(`${seed} signature`).slice(0, 24) : undefined);
      return {
        ...(signature !== undefined && { extra_content: { google: { thought_signature: signature } } }),
        function: { arguments: typeof args === 'string' ? args : JSON.stringify(args), name: call['name'] ?? '' },
        id: call['id'] ?? callId(profile, `${seed} ${index}`),
        type: 'function',
      };
    });
}

/** `completion_tokens` leaves reasoning out on Vertex AI: the total has three summands (fact sheet 7.1). */
function buildUsage(reply: JsonObject, choices: readonly JsonObject[], profile: ProfileName): JsonObject {
  const reasoning = typeof reply['thoughts'] === 'string' ? Math.ceil(reply['thoughts'].length / 4) : 0;
  const completion = Math.max(
    1,
    Math.ceil(JSON.stringify(choices.map((choice) => valueAt(choice, ['message', 'content']))).length / 4),
  );
  const google = profile === 'vertex-gemini' || profile === 'gemini';
  const said = isObject(reply['usage']) ? reply['usage'] : {};
  const parts = {
    completion_tokens: google ? completion : completion + reasoning,
    ...(reasoning > 0 && profile !== 'gemini' && { completion_tokens_details: { reasoning_tokens: reasoning } }),
    ...(profile === 'vertex-gemini' && { extra_properties: { google: { traffic_type: 'ON_DEMAND' } } }),
    prompt_tokens: 9,
    ...said,
  };
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  const hidden = google
    ? profile === 'gemini'
      ? reasoning
      : number(valueAt(parts, ['completion_tokens_details', 'reasoning_tokens']))
    : 0;
  return {
    ...parts,
    total_tokens: said['total_tokens'] ?? number(parts.prompt_tokens) + number(parts.completion_tokens) + hidden,
  };
}

function idOf(profile: ProfileName, seed: string): string {
  const text = hash(seed);
  return profile === 'openai' || profile === 'open-model' ? `chatcmpl-${text.slice(0, 24)}` : text.slice(0, 23);
}

function callId(profile: ProfileName, seed: string): string {
  const text = hash(`${seed} call`);
  return profile === 'openai' || profile === 'open-model'
    ? `call_${text.slice(0, 24)}`
    : `function-call-${text.slice(0, 16)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').replace(/[-_]/g, 'x');
}
