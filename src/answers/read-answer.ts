import { isObject } from '../lib/is-object.ts';
import type { Answer, Layout, StreamEvent } from '../model/answer.ts';
import type { ResponseOutcome } from '../model/exchange.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';
import { createEventReader, type WirePiece } from '../wire/event-reader.ts';
import { createAssembler } from './assemble.ts';
import { normalise } from './normalise.ts';
import { thoughtTags } from './thoughts.ts';

/** What is known of the request: it decides how thoughts are told from content. */
export interface Asked {
  /** The body that was sent; null where it is not known. */
  readonly request: JsonObject | null;
  readonly profile: ProfileName;
}

/**
 * What a response means. A stream is read in one pass: each event is parsed once, handed to `onEvent`, put into the
 * completion and forgotten, so that a long stream costs its text and no more. Never throws, whatever came.
 */
export function readAnswer(response: ResponseOutcome, asked: Asked, onEvent?: (event: StreamEvent) => void): Answer {
  const tags = thoughtTags(asked.profile, asked.request);
  return response.body.kind === 'stream' ? readStream(response, tags, onEvent) : readWhole(response, tags);
}

function readWhole({ status, body }: ResponseOutcome, tags: readonly string[]): Answer {
  const text = new TextDecoder().decode(body.bytes);
  const json = parseJson(text);
  if (json === undefined) return { status, mode: 'whole', text };
  const error = errorOf(json);
  if (error) return { status, mode: 'whole', json, error };
  const isCompletion = isObject(json) && 'choices' in json;
  return { status, mode: 'whole', json, ...(isCompletion && { completion: normalise(json, tags) }) };
}

function readStream(
  { status, body }: ResponseOutcome,
  tags: readonly string[],
  onEvent: ((event: StreamEvent) => void) | undefined,
): Answer {
  const assembler = createAssembler(tags);
  const layout: { token: string; count: number }[] = [];
  let error: JsonObject | undefined;
  let index = 0;
  let chunks = 0;
  let done = false;

  const reader = createEventReader((piece) => {
    const event = readEvent(piece, index);
    index += 1;
    let letters = letterOf[event.kind];
    if (event.kind === 'chunk') {
      chunks += 1;
      letters = assembler.take(event.chunk);
    } else if (event.kind === 'error') error ??= errorOf(event.value);
    else if (event.kind === 'done') done = true;
    addToken(layout, letters);
    onEvent?.(event);
  });
  reader.feed(body.bytes);
  reader.end();
  return {
    status,
    mode: 'stream',
    ...(error && { error }),
    ...(chunks > 0 && { completion: assembler.end() }),
    stream: { events: index, chunks, done, layout: layout satisfies Layout },
  };
}

const letterOf = { chunk: '-', error: 'E', done: 'D', comment: 'H', unparsable: '!' } as const satisfies {
  readonly [kind in StreamEvent['kind']]: string;
} as { readonly [kind in StreamEvent['kind']]: string };

function addToken(layout: { token: string; count: number }[], letters: string): void {
  const token = letters.length > 1 ? `[${letters}]` : letters;
  const last = layout.at(-1);
  if (last?.token === token) last.count += 1;
  else layout.push({ token, count: 1 });
}

function readEvent({ kind, text, offset }: WirePiece, index: number): StreamEvent {
  if (kind === 'comment') return { kind, index, offset, text };
  const prefixed = kind === 'data';
  if (prefixed && text === '[DONE]') return { kind: 'done', index, offset };
  const value = parseJson(text);
  if (value !== undefined && errorOf(value)) return { kind: 'error', index, offset, value, prefixed };
  if (prefixed && isObject(value)) return { kind: 'chunk', index, offset, chunk: value };
  return { kind: 'unparsable', index, offset, text, prefixed };
}

/** The error object of a body or an event: `{error: {…}}`, alone or as the first of a list (fact sheet 8.1). */
function errorOf(value: Json): JsonObject | undefined {
  const holder = Array.isArray(value) ? (value as readonly Json[])[0] : value;
  if (!isObject(holder)) return undefined;
  const error = holder['error'];
  // Some servers send `"error": null` beside an answer.
  return isObject(error) ? error : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not JSON is an answer of its own: the caller gets the text.
    return undefined;
  }
}
