import type { Json, JsonObject } from './json.ts';

/**
 * One event of a stream, or one piece of a stream that is no event, in the order of arrival. `index` counts all of
 * them from 0; people are shown numbers from 1.
 */
export type StreamEvent =
  | { readonly kind: 'chunk'; readonly index: number; readonly offset: number; readonly chunk: JsonObject }
  /** An error object: in `data:`, or as a bare JSON text behind or among the events (`prefixed: false`). */
  | {
      readonly kind: 'error';
      readonly index: number;
      readonly offset: number;
      readonly value: Json;
      readonly prefixed: boolean;
    }
  | { readonly kind: 'done'; readonly index: number; readonly offset: number }
  | { readonly kind: 'comment'; readonly index: number; readonly offset: number; readonly text: string }
  /** Data that is neither a JSON object nor `[DONE]`, or text that is not an event at all (`prefixed: false`). */
  | {
      readonly kind: 'unparsable';
      readonly index: number;
      readonly offset: number;
      readonly text: string;
      readonly prefixed: boolean;
    };

/** What an exchange means. Only of exchanges with a response. */
export interface Answer {
  readonly status: number;
  readonly mode: 'whole' | 'stream';
  /** The body as JSON: of whole answers that parse. */
  readonly json?: Json;
  /** The body as text, for whole answers that do not parse. */
  readonly text?: string;
  /** The error object, unwrapped from its array, of a non-2xx answer or of a stream that carries one. */
  readonly error?: JsonObject;
  /** The answer in one shape; absent where the body is no answer at all (an error, HTML, an empty body). */
  readonly completion?: Completion;
  /** Only of streams. */
  readonly stream?: StreamSummary;
}

export interface StreamSummary {
  /** How many events, of all kinds. */
  readonly events: number;
  readonly chunks: number;
  /** Did `[DONE]` come? */
  readonly done: boolean;
  /** One token per event, runs of equal tokens counted. Chunks that are about other choices than 0 only have none. */
  readonly layout: Layout;
}

/** The layout of a stream as runs of equal tokens: `[{token: 'C', count: 41}, {token: '[FU]', count: 1}]`. */
export type Layout = readonly { readonly token: string; readonly count: number }[];

/**
 * The answer in one shape, whether it came whole or was assembled from chunks: OpenAI's `chat.completion`, plus
 * `choices[].thoughts`. A value of the wire that has another type than here is left out, never converted; what is
 * wrong with it is said by the rules that read the wire.
 */
export interface Completion {
  readonly id?: string;
  readonly object?: string;
  readonly created?: number;
  readonly model?: string;
  readonly choices: readonly CompletionChoice[];
  /** As it came. */
  readonly usage?: JsonObject;
  /** All other keys of the body, as they came (of a stream: the last value of each). */
  readonly [key: string]: unknown;
}

export interface CompletionChoice {
  readonly index: number;
  readonly finish_reason: string | null;
  /** Absent where the wire had none. */
  readonly message?: CompletionMessage;
  /** The text of thoughts: flagged deltas, tagged text, `reasoning_content` or `reasoning`; null where there are none. */
  readonly thoughts: string | null;
  readonly logprobs?: Json;
}

export interface CompletionMessage {
  readonly role?: string;
  /** The text without thoughts; null where there is none. */
  readonly content: string | null;
  readonly refusal?: string;
  readonly tool_calls?: readonly CompletionToolCall[];
  readonly extra_content?: JsonObject;
  /** Other keys, as they came. */
  readonly [key: string]: unknown;
}

export interface CompletionToolCall {
  readonly id?: string;
  readonly type?: string;
  readonly function: { readonly name: string; readonly arguments: string };
  readonly extra_content?: JsonObject;
}
