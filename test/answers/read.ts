import { type Asked, readAnswer } from '../../src/answers/read-answer.ts';
import type { Answer, StreamEvent } from '../../src/model/answer.ts';
import type { ResponseOutcome } from '../../src/model/exchange.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { printLayout } from '../../src/wire/layout.ts';

export interface Reading extends Partial<Asked> {
  readonly status?: number;
}

/** What a body means that came whole. */
export function readWhole(body: Json, { status = 200, ...asked }: Reading = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const kind = /^\s*[[{]/.test(text) ? 'json' : 'text';
  return readAnswer(response(text, kind, status), { profile: 'vertex-gemini', request: null, ...asked });
}

/** What a stream means, with every event that was told on the way. */
export function readStream(text: string | Uint8Array, { status = 200, ...asked }: Reading = {}) {
  const events: StreamEvent[] = [];
  const answer = readAnswer(streamed(text, status), { profile: 'vertex-gemini', request: null, ...asked }, (event) =>
    events.push(event),
  );
  return { answer, events, layout: answer.stream && printLayout(answer.stream.layout, 'counted') };
}

/** A response whose body is this stream. */
export function streamed(text: string | Uint8Array, status = 200): ResponseOutcome {
  return response(text, 'stream', status);
}

function response(text: string | Uint8Array, kind: 'json' | 'text' | 'stream', status: number): ResponseOutcome {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return {
    kind: 'response',
    status,
    headers: {},
    body: { kind, bytes, reads: [{ offset: 0, at: 1 }], end: { kind: 'complete' } },
  };
}

/** The text of a stream of these chunks, `[DONE]` behind them. */
export function stream(...chunks: readonly JsonObject[]): string {
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
}

/** A chunk with one delta of choice 0. */
export function delta(value: JsonObject, finish?: string): JsonObject {
  return {
    id: 'a',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: value, ...(finish && { finish_reason: finish }) }],
  };
}

export const flagged = (content: string): JsonObject =>
  delta({ content, extra_content: { google: { thought: true } } });
