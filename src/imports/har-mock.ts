import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { createEventReader, type WirePiece } from '../wire/event-reader.ts';
import type { FoundRequest } from './make-scenario.ts';

/** The answer of an entry of a HAR file as a mock; `note` says what is missing. */
export function mockOf(response: Json | undefined): {
  readonly answer?: NonNullable<FoundRequest['answer']>;
  readonly note?: string;
} {
  const { status, content, headers } = isObject(response) ? (response as JsonObject) : {};
  if (typeof status !== 'number' || status < 100 || status > 599)
    return { note: 'it has no answer, so that there is no mock' };
  const { text, encoding, mimeType } = isObject(content) ? (content as JsonObject) : {};
  if (typeof text !== 'string' || text === '') {
    return { note: 'the body of its answer was not saved, so that there is no mock' };
  }
  const body = encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
  const type = typeof mimeType === 'string' ? mimeType : '';
  const wait = retryAfter(headers);
  const expect = status < 200 || status > 299 ? { expect: { status } } : {};
  const { type: sent, ...form } = bodyOf(body, type);
  const named = {
    ...(wait !== undefined && { 'retry-after': wait }),
    ...(sent !== undefined && { 'content-type': sent }),
  };
  const mock: JsonObject = {
    ...(status !== 200 && { status }),
    ...(Object.keys(named).length > 0 && { headers: named }),
    ...form,
  };
  return { answer: { mock, ...expect } };
}

/** `type`: has to be said of bytes. */
function bodyOf(body: string, type: string): JsonObject & { readonly type?: string } {
  if (/^text\/event-stream\b/i.test(type)) {
    return chunksOf(body) ?? { raw: body, type: 'text/event-stream' };
  }
  const parsed = parseJson(body);
  if ('value' in parsed) return { body: parsed.value };
  return { raw: body, type: type === '' ? 'text/plain' : type };
}

/** The chunks of a stream that has nothing but them and `[DONE]`; another one is kept as its bytes. */
function chunksOf(body: string): JsonObject | undefined {
  const pieces: WirePiece[] = [];
  const reader = createEventReader((piece) => pieces.push(piece));
  reader.feed(Buffer.from(body));
  reader.end();
  const done = pieces.at(-1)?.text === '[DONE]';
  const events = done ? pieces.slice(0, -1) : pieces;
  const chunks: JsonObject[] = [];
  for (const { kind, text } of events) {
    const parsed = parseJson(text);
    if (kind !== 'data' || 'wrong' in parsed || !isObject(parsed.value)) return undefined;
    chunks.push(parsed.value as JsonObject);
  }
  if (chunks.length === 0 || /^(?:event|id|retry):/m.test(body)) return undefined;
  return { chunks, done };
}

function retryAfter(headers: Json | undefined): string | undefined {
  const list = Array.isArray(headers) ? (headers as readonly Json[]) : [];
  const found = list.find((each) => isObject(each) && /^retry-after$/i.test(String((each as JsonObject)['name'])));
  const value = isObject(found) ? (found as JsonObject)['value'] : undefined;
  return typeof value === 'string' ? value : undefined;
}
