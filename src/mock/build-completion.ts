import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import { sha256 } from '../lib/sha256.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';
import { buildUsage, type Lengths } from './build-usage.ts';
import { type Habits, habits } from './habits.ts';

/** What a reply is made for. */
export interface Occasion {
  readonly request: JsonObject;
  /** Whose habits on the wire the reply has. */
  readonly profile: ProfileName;
  /** Ids of an answer follow from it, so that the same case has the same answer on every machine. */
  readonly seed: string;
}

/** The body of a whole answer; streams are cut from it. */
export interface BuiltCompletion {
  readonly body: JsonObject;
  /** Of each choice the beginning of its content that is thought, up to the closing tag; empty where there is none. */
  readonly thoughts: readonly string[];
}

/** Seconds: a plausible moment, the same in every run. */
const created = 1_790_000_000;

/** The whole answer that a reply describes, with the habits of its profile. */
export function buildCompletion(reply: JsonObject, occasion: Occasion): BuiltCompletion {
  const { request, profile, seed } = occasion;
  const { ids, top } = habits[profile];
  const replies: readonly Json[] = Array.isArray(reply['choices']) ? reply['choices'] : [reply];
  const built = replies.map((each, index) => buildChoice(isObject(each) ? each : {}, index, occasion));
  const lengths = built.map((each) => each.lengths);
  const body: JsonObject = {
    choices: built.map((each) => each.choice),
    created,
    id: reply['id'] ?? `${ids.answer}${hash(seed).slice(0, 23)}`,
    model: reply['model'] ?? request['model'] ?? 'deployed-model',
    object: 'chat.completion',
    ...top,
    usage: buildUsage(reply['usage'], lengths, request, profile),
  };
  return { body, thoughts: built.map((each) => each.thought) };
}

function buildChoice(reply: JsonObject, index: number, occasion: Occasion) {
  const { request, profile } = occasion;
  const habit = habits[profile];
  const calls = toolCalls(reply['tool_calls'], habit, { ...occasion, seed: `${occasion.seed} ${index}` });
  const answer = reply['content_json'] === undefined ? text(reply['content']) : JSON.stringify(reply['content_json']);
  const thoughts = text(reply['thoughts']);
  const beside = text(reply['reasoning_content']) ?? (habit.thoughts === 'reasoning_content' ? thoughts : undefined);
  const inside = habit.thoughts === 'in-content' ? thoughts : undefined;
  const tag = thoughtTag(request, profile);
  const thought = inside === undefined ? '' : `${tag === undefined ? '' : `<${tag}>`}${inside}`;
  const closing = inside === undefined || tag === undefined ? '' : `</${tag}>`;
  const refusal = text(reply['refusal']);
  const message: JsonObject = {
    content: thought === '' && answer === undefined ? null : `${thought}${closing}${answer ?? ''}`,
    ...(reply['extra_content'] !== undefined && { extra_content: reply['extra_content'] }),
    ...(beside !== undefined && { reasoning_content: beside }),
    ...habit.message,
    ...(refusal !== undefined && { refusal }),
    role: 'assistant',
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  const finish = reply['finish_reason'];
  const choice: JsonObject = {
    finish_reason: finish === undefined ? (calls.length > 0 ? 'tool_calls' : 'stop') : finish,
    index,
    ...habit.choice,
    message,
  };
  const written = [answer, refusal, ...calls.map((call) => JSON.stringify(call['function']))].join('');
  const lengths: Lengths = { thoughts: (thoughts ?? beside ?? '').length, answer: written.length };
  return { choice, thought, lengths };
}

/** The tag that thoughts in the text stand in; without a marker Vertex AI leaves them bare (docs/facts.md 7.3). */
function thoughtTag(request: JsonObject, profile: ProfileName): string | undefined {
  for (const path of [['extra_body', 'google'], ['google']]) {
    const marker = valueAt(request, [...path, 'thought_tag_marker']);
    if (typeof marker === 'string' && marker !== '') return marker;
  }
  return profile === 'gemini' ? 'thought' : undefined;
}

function toolCalls(written: Json | undefined, { ids, signs }: Habits, { request, seed }: Occasion): JsonObject[] {
  const calls: readonly Json[] = Array.isArray(written) ? written : [];
  return calls.map(asMap).map((call, index) => {
    const args = call['arguments'] ?? {};
    // Of parallel calls only the first is signed, and only from Gemini 3 on (docs/facts.md 5.3, 2.2).
    const made = signs && index === 0 && /gemini-(?:[3-9]|\d\d)/.test(String(request['model']));
    const signature =
      made && !Object.hasOwn(call, 'signature') ? hash(`${seed} signature`).slice(0, 24) : call['signature'];
    return {
      ...(signature !== undefined && { extra_content: { google: { thought_signature: signature } } }),
      function: { arguments: text(args) ?? '', name: call['name'] ?? '' },
      id: call['id'] ?? `${ids.call}${hash(`${seed} ${index} call`).slice(0, 24)}`,
      type: 'function',
    };
  });
}

/** A text as it is; of another value, which an expression may have given, its JSON. */
function text(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asMap(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function hash(seed: string): string {
  return sha256(seed, 'base64url').replace(/[-_]/g, 'x');
}
