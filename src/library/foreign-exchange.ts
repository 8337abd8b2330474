import { headerRecord } from '../lib/header-record.ts';
import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { Exchange, ResponseOutcome } from '../model/exchange.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { bodyKind } from '../wire/body-kind.ts';

/** A request as its sender knows it: its JSON body alone, that with its address, or a `Request` of `fetch`. */
export type ForeignRequest = object | AddressedRequest | Request;

export interface AddressedRequest {
  /** The JSON, or the text that went instead of it. */
  readonly body: object | string;
  readonly url?: string;
  readonly headers?: RequestInit['headers'];
}

/** An answer: a `Response` whose body nobody has read yet, or what is known of one. */
export type ForeignResponse = Response | KnownResponse;

export interface KnownResponse {
  /** 200 where not given. */
  readonly status?: number;
  /** Rules about headers are asked only where they are given. */
  readonly headers?: RequestInit['headers'];
  /** Text and bytes as they came, or the parsed JSON. */
  readonly body?: string | Uint8Array | object | null;
  /** In place of a body: the parsed chunks of a stream, such as the `openai` package yields. */
  readonly chunks?: readonly object[];
}

/** An exchange that somebody else had, in the shape of ours; times are not known. */
export interface ForeignExchange {
  readonly exchange: Exchange;
  readonly response: ResponseOutcome;
  /** The request's body, where it is a JSON object. */
  readonly json: JsonObject | null;
  /** Is it known which headers came, and whether `[DONE]` ended a stream? */
  readonly knows: { readonly headers: boolean; readonly done: boolean };
}

/** Throws a `TypeError` where the body of a `Request` or `Response` was read before. */
export async function foreignExchange(request: ForeignRequest, response: ForeignResponse): Promise<ForeignExchange> {
  const sent = await readRequest(request);
  const came = await readResponse(response);
  const parsed = parseJson(sent.body);
  const outcome: ResponseOutcome = {
    kind: 'response',
    status: came.status,
    headers: came.headers,
    body: {
      kind: came.isStream ? 'stream' : bodyKind({ ...came, contentType: came.headers['content-type'] }, came.bytes),
      bytes: came.bytes,
      reads: [{ offset: 0, at: 0 }],
      end: { kind: 'complete' },
    },
  };
  return {
    exchange: { request: { method: 'POST', ...sent }, outcome, timings: { startedAt: Date.now(), end: 0 } },
    response: outcome,
    json: 'value' in parsed && isObject(parsed.value) ? parsed.value : null,
    knows: came.knows,
  };
}

async function readRequest(request: ForeignRequest) {
  if (request instanceof Request) {
    unread(request, 'the request');
    return { url: request.url, headers: headerRecord(request.headers), body: await request.clone().text() };
  }
  // A chat completion request has no key of that name.
  const { body, url = '', headers } = 'body' in request ? (request as AddressedRequest) : { body: request };
  return { url, headers: headerRecord(headers), body: typeof body === 'string' ? body : JSON.stringify(body) };
}

async function readResponse(response: ForeignResponse) {
  if (response instanceof Response) {
    unread(response, 'the response');
    const bytes = new Uint8Array(await response.clone().arrayBuffer());
    const { status, headers } = response;
    return { status, headers: headerRecord(headers), bytes, isStream: false, knows: { headers: true, done: true } };
  }
  const { status = 200, headers, body, chunks } = response;
  return {
    status,
    headers: headerRecord(headers),
    bytes: chunks ? eventsOf(chunks) : bytesOf(body ?? ''),
    isStream: chunks !== undefined,
    knows: { headers: headers !== undefined, done: chunks === undefined },
  };
}

function bytesOf(body: string | Uint8Array | object): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

function eventsOf(chunks: readonly object[]): Uint8Array {
  const events = [...chunks.map((chunk) => JSON.stringify(chunk as Json)), '[DONE]'];
  return bytesOf(events.map((event) => `data: ${event}\n\n`).join(''));
}

function unread({ bodyUsed }: Request | Response, which: string): void {
  if (bodyUsed) throw new TypeError(`the body of ${which} was read before: give a clone() that nobody has read`);
}
