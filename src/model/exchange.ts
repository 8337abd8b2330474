import type { JsonObject } from './json.ts';

/** What is to be sent, complete but for credentials: nothing in it is secret. */
export interface WireRequest {
  readonly method: 'POST';
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text, exactly as `rest` sends it. */
  readonly body: string;
  /** The same body as JSON; absent for `request_raw`. */
  readonly json?: JsonObject;
}

/** Any `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The only seam to a network: any `fetch`, or what gives back as much of a `Response` as is read. */
export type Send = (url: string, init: RequestInit) => Promise<Answered>;

/** The part of a `Response` that a transport reads. */
export interface Answered {
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case. */
  readonly headers: Iterable<[string, string]>;
  readonly body: { getReader(): BodyReader } | null;
}

export type BodyReader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>;

/** How much, and how long, one exchange may take. */
export interface Limits {
  /** Milliseconds; see `Timeouts`. */
  readonly connect: number;
  readonly first_event: number;
  readonly idle: number;
  readonly total: number;
  /** Bytes of a body that are kept; a longer one ends as `limit`. */
  readonly bodyBytes: number;
}

/** Sends one request and tells what happened. It never rejects: what goes wrong is an outcome. */
export type Transport = (request: WireRequest, send: Send, limits: Limits, signal?: AbortSignal) => Promise<Exchange>;

/** What was sent and what came back, byte-faithful, with arrival times. */
export interface Exchange {
  readonly request: SentRequest;
  readonly outcome: Outcome;
  readonly timings: Timings;
  /** What the caller of the OpenAI SDK saw; only of the `sdk` transport. */
  readonly sdk?: SdkView;
}

/** The request as it reached `fetch`: through the SDK it has headers that nobody wrote in the scenario. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds from the call of `fetch`, except `startedAt`. */
export interface Timings {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** When status and headers were there. */
  readonly headers?: number;
  /** When the body ended, or when it was given up. */
  readonly end: number;
}

export type Outcome = ResponseOutcome | NoResponse;

export interface ResponseOutcome {
  readonly kind: 'response';
  readonly status: number;
  /** Lower-case names; repeated headers are joined as `fetch` joins them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** Nothing came back. */
export interface NoResponse {
  readonly kind: 'no-response';
  readonly reason: 'timeout' | 'connection' | 'credentials' | 'aborted' | 'budget' | 'not-recorded';
  /** In plain words, with the cause: `connect ECONNREFUSED 127.0.0.1:8080`. */
  readonly message: string;
}

/** A body as it arrived. */
export interface Body {
  /**
   * `stream` where the media type is `text/event-stream` or the bytes begin with an event; `json` where they begin as
   * JSON does; otherwise `text`. Decided once, by `wire/body-kind.ts`: every stage goes by it.
   */
  readonly kind: 'json' | 'stream' | 'text';
  readonly bytes: Uint8Array;
  /** One per read, in order. */
  readonly reads: readonly Read[];
  readonly end: BodyEnd;
}

/** A piece of a body as it arrived from the network. */
export interface Read {
  /** Byte offset of its first byte. */
  readonly offset: number;
  /** Milliseconds from the call of `fetch`. */
  readonly at: number;
}

/** How a body ended. */
export type BodyEnd =
  | { readonly kind: 'complete' }
  /** Ended early without an error: fewer bytes than `content-length` said. */
  | { readonly kind: 'cut' }
  /** The connection broke. */
  | { readonly kind: 'reset'; readonly message: string }
  | { readonly kind: 'timeout'; readonly which: 'first_event' | 'idle' | 'total'; readonly limit: number }
  /** More bytes than `Limits.bodyBytes`. */
  | { readonly kind: 'limit'; readonly limit: number }
  /** The run was interrupted. */
  | { readonly kind: 'aborted' };

/** What `client.chat.completions.create` gave its caller. */
export type SdkView =
  | { readonly kind: 'value'; readonly value: unknown }
  /** A stream: the chunks that were yielded, and the error that ended it, if one did. */
  | {
      readonly kind: 'chunks';
      readonly chunks: readonly unknown[];
      readonly error?: SdkError;
      /** What the SDK's own stream helper makes of the same chunks; absent where an error ended them. */
      readonly assembly?: SdkAssembly;
    }
  | { readonly kind: 'error'; readonly error: SdkError };

/** The completion that the SDK's stream helper gave, or the error it threw. */
export type SdkAssembly =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: SdkError };

/** An error as the SDK threw it. */
export interface SdkError {
  /** Class name: `RateLimitError`, `APIConnectionError`, … */
  readonly name: string;
  readonly message: string;
  readonly status?: number;
  readonly code?: string;
  /** The parsed error body, as `e.error` has it. */
  readonly body?: unknown;
}
