import type { JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';

/** How a server family writes what it says; what all of them share is not here. Sources: docs/facts.md, by section. */
export interface Habits {
  /** Media types of whole answers and errors, and of streams. */
  readonly types: { readonly json: string; readonly stream: string };
  readonly ids: { readonly answer: string; readonly call: string };
  /** Keys of every answer and chunk, of every choice, and of every message, beside those that are made. */
  readonly top: JsonObject;
  readonly choice: JsonObject;
  readonly message: JsonObject;
  /** What a first delta of its own has beside the role; without one the role is in every delta. */
  readonly opening?: JsonObject;
  /** Is `finish_reason` null up to the last chunk of a choice, which is empty? Otherwise it comes with the last delta. */
  readonly finishesApart: boolean;
  /** Of a stream: in the last chunk with choices, or on request in a chunk without. */
  readonly usage: 'with-last' | 'on-request';
  /** Has every other chunk `usage: null` where it was asked for? */
  readonly usageIsNull: boolean;
  readonly thoughts: 'in-content' | 'reasoning_content' | 'never';
  /** Is a function's call one delta, unless the request asks for pieces? */
  readonly callsWhole: boolean;
  /** Does Gemini 3 and later sign its tool calls there? */
  readonly signs: boolean;
  /** Is an error's envelope in a list of one? */
  readonly errorsInList: boolean;
}

const google = {
  ids: { answer: '', call: 'function-call-' },
  types: { json: 'application/json; charset=UTF-8', stream: 'text/event-stream' },
  message: {},
  finishesApart: false,
  usage: 'with-last',
  usageIsNull: false,
  thoughts: 'in-content',
  callsWhole: true,
  signs: true,
  errorsInList: true,
} as const;

const openai = {
  ids: { answer: 'chatcmpl-', call: 'call_' },
  types: { json: 'application/json', stream: 'text/event-stream; charset=utf-8' },
  choice: { logprobs: null },
  finishesApart: true,
  usage: 'on-request',
  callsWhole: false,
  signs: false,
  errorsInList: false,
} as const;

export const habits: { readonly [profile in ProfileName]: Habits } = {
  // docs/facts.md 7.1, 7.2: the fingerprint is always there and empty, and so is logprobs.
  'vertex-gemini': { ...google, top: { system_fingerprint: '' }, choice: { logprobs: null } },
  // docs/facts.md 7.1, 7.3: neither of the two there.
  gemini: { ...google, top: {}, choice: {} },
  // The OpenAI reference, The chat completion object and The chat completion chunk object.
  openai: {
    ...openai,
    top: { service_tier: 'default', system_fingerprint: null },
    message: { refusal: null },
    opening: { content: '', refusal: null },
    usageIsNull: true,
    thoughts: 'never',
  },
  // As vLLM writes it; gpt-oss and DeepSeek show their thoughts beside the content (docs/facts.md 7.3).
  'open-model': {
    ...openai,
    top: {},
    message: {},
    opening: { content: '' },
    usageIsNull: false,
    thoughts: 'reasoning_content',
  },
};
