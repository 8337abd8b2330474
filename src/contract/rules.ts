import type { ProfileName, RuleSetting } from '../model/names.ts';

/** A rule as data: what it says and how much a deviation weighs for each server family. */
export interface RuleFact {
  /** One sentence that completes "holds when …"; shown by the console, the reference pages and JUnit. */
  readonly says: string;
  readonly severity: { readonly [profile in ProfileName]: RuleSetting };
}

/** Builds the four severities in the order of the table: vertex-gemini, gemini, openai, open-model. */
const by = (
  vertex: RuleSetting,
  gemini: RuleSetting,
  openai: RuleSetting,
  open: RuleSetting,
): RuleFact['severity'] => ({ 'vertex-gemini': vertex, gemini, openai, 'open-model': open });

const E = 'error';
const w = 'warn';
const off = 'off';

/** All rules of version 1 of the format, in the order in which reports list them. A change of a cell needs a cited fact. */
export const rules = {
  status: {
    says: '2xx (asked only where expect says nothing about status or error)',
    severity: by(E, E, E, E),
  },
  'content-type': {
    says: '2xx only: media type JSON for a whole answer, text/event-stream for a stream',
    severity: by(E, E, E, E),
  },
  schema: {
    says: "the body conforms to the profile's JSON Schema (open where the facts are open)",
    severity: by(E, E, E, E),
  },
  'chunk-schema': {
    says: "each chunk conforms to the profile's JSON Schema",
    severity: by(E, E, E, E),
  },
  'error-envelope': {
    says: "a non-2xx body has the profile's error shape (Vertex: [{error: {code, message, status}}], an object tolerated)",
    severity: by(E, E, E, w),
  },
  choices: {
    says: 'as many as n asks for, indexes 0…n-1 once each (in a stream over all chunks; those without choices do not count)',
    severity: by(E, E, E, E),
  },
  'answer-complete': {
    says: 'the body came to its end: no cut, reset, idle or total timeout, size limit',
    severity: by(E, E, E, E),
  },
  'message-present': {
    says: 'every choice of a whole answer has a message, unless its reason is content_filter… or length',
    severity: by(E, w, E, w),
  },
  'finish-once': {
    says: 'exactly one non-null finish reason per choice, and no content, thought or tool call of that choice in a later chunk',
    severity: by(E, E, E, E),
  },
  'finish-known': {
    says: 'the reason is of a documented form (open list; function_call_filter: …, content_filter: … are known forms)',
    severity: by(w, w, E, w),
  },
  'finish-tool-calls': {
    says: 'tool_calls when there are tool calls, and only then; stop is accepted where tool_choice names a function, length and content_filter… always',
    severity: by(E, w, E, w),
  },
  'stream-done': {
    says: '[DONE] ends the stream and nothing follows',
    severity: by(E, w, E, w),
  },
  'stream-clean': {
    says: 'no error object in or behind a 200 stream (also the one without data:), nothing that is not an event, no data that is neither JSON nor [DONE]',
    severity: by(E, E, E, E),
  },
  'stream-identity': {
    says: 'in chunks with choices id, model, object stay the same where present and not empty; created never goes back',
    severity: by(E, w, E, w),
  },
  'stream-role': {
    says: 'the first delta says assistant (later ones may)',
    severity: by(w, w, E, w),
  },
  'stream-incremental': {
    says: 'an answer that took 400 ms or more does not arrive all at once (live only)',
    severity: by(w, w, w, w),
  },
  'tool-call-known': {
    says: 'every called function was declared; tool_choice is honoured',
    severity: by(E, E, E, E),
  },
  'tool-call-arguments': {
    says: "arguments are JSON and valid against that tool's own parameters (after length the last call is not judged; the truncation is said)",
    severity: by(E, E, E, E),
  },
  'tool-call-index': {
    says: 'in a stream, index is present and stays with its id',
    severity: by(w, w, E, w),
  },
  'tool-call-id': {
    says: 'present, non-empty, unique',
    severity: by(E, w, E, w),
  },
  'structured-output': {
    says: 'with response_format, the content is JSON and valid against the schema that was sent; on length or a refusal it is one finding that says so',
    severity: by(E, E, E, E),
  },
  'stop-sequence': {
    says: 'content contains no stop sequence',
    severity: by(E, E, E, w),
  },
  'token-limit': {
    says: 'completion tokens per choice stay within the maximum asked for',
    severity: by(w, w, w, w),
  },
  usage: {
    says: 'owed by every whole answer, by streams of vertex-gemini, by other streams with include_usage; the total is not below prompt + completion (vertex-gemini: + reasoning; a missing part is 0; a larger total is reported as hidden reasoning, information)',
    severity: by(E, w, E, w),
  },
  'model-echo': {
    says: 'model in the answer is the one asked for (openai: or a dated suffix of it; off where no model was sent)',
    severity: by(E, w, w, off),
  },
  logprobs: {
    says: 'there when asked for, within top_logprobs',
    severity: by(w, w, E, w),
  },
  thoughts: {
    says: 'with include_thoughts, thoughts are flagged or tagged, tags are balanced and match thought_tag_marker; without it there are none (open-model: only that tags are balanced)',
    severity: by(w, w, off, w),
  },
  'thought-signature': {
    says: 'tool calls of Gemini 3 and later carry one, the first of parallel ones at least',
    severity: by(E, w, off, off),
  },
  'content-present': {
    says: 'the answer says something: text, tool call, refusal or media, unless the finish reason explains why not',
    severity: by(w, w, w, w),
  },
  'sdk-agrees': {
    says: 'what chat.completions.create shows the caller equals what was on the wire',
    severity: by(E, E, E, E),
  },
  'sdk-assembly': {
    says: "the SDK's own stream helper, fed the same bytes again, assembles the same answer",
    severity: by(w, w, E, w),
  },
  parity: {
    says: 'the two modes agree',
    severity: by(E, E, E, E),
  },
  'quirk-expired': {
    says: 'no finding is excused by a quirk past its date (live and replay)',
    severity: by(E, E, E, E),
  },
} as const satisfies { readonly [id: string]: RuleFact };

export type RuleId = keyof typeof rules;

export const ruleIds = Object.keys(rules) as RuleId[];
