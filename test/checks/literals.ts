import type { JsonObject } from '../../src/model/json.ts';
import { type Asking, askAll } from './ask.ts';

/** An answer that others have published as it came. */
export interface Literal {
  /** Where it stands. */
  readonly source: string;
  readonly asking: Asking;
  /** `severity check` of what is found, and why that is right. Left out: nothing. */
  readonly finds?: { readonly [found: string]: string };
}

export interface Literals {
  readonly [what: string]: Literal;
}

/** `severity check` of all that is found, each once. */
export async function found(asking: Asking): Promise<readonly string[]> {
  const { findings } = await askAll(asking);
  return [...new Set(findings.map(({ severity, check }) => `${severity} ${check}`))].sort();
}

/** A whole answer with one choice. */
export function wholeOf(
  choice: JsonObject,
  usage: JsonObject = tokens(9, 5, 14),
  model = 'google/gemini-2.5-flash',
): JsonObject {
  return {
    choices: [{ logprobs: null, ...choice }],
    ...{ created: 1772141949, id: 'fb2gafiLBIK9odAP1tGMmQc', model, object: 'chat.completion', system_fingerprint: '' },
    usage,
  };
}

export function says(content: string, more: JsonObject = {}): JsonObject {
  return { finish_reason: 'stop', index: 0, message: { content, ...more, role: 'assistant' } };
}

export function tokens(
  prompt_tokens: number,
  completion_tokens: number,
  total_tokens: number,
  reasoning?: number,
): JsonObject {
  const details = reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } };
  return { completion_tokens, ...details, prompt_tokens, total_tokens };
}

/** The parts of a request that ask for thoughts. */
export function thinking(thought_tag_marker?: string): JsonObject {
  const google = { thinking_config: { include_thoughts: true }, ...(thought_tag_marker && { thought_tag_marker }) };
  return { model: 'google/gemini-2.5-flash', messages: [], extra_body: { google } };
}

/** A stream of these deltas as Vertex AI sends it; the last one ends it. */
export function chunksOf(...deltas: readonly JsonObject[]): JsonObject[] {
  const last = [{ finish_reason: 'stop' }, { usage: tokens(9, 5, 14) }] as const;
  return deltas.map((delta, at) => chunkOf(delta, ...(at === deltas.length - 1 ? last : [])));
}

export function chunkOf(delta: JsonObject, choice: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    choices: [{ delta: { role: 'assistant', ...delta }, ...choice, index: 0, logprobs: null }],
    ...{ created: 1770850461, id: 'nQiNafGyF5rw998PstqooAY', model: 'google/gemini-2.5-flash' },
    ...{ object: 'chat.completion.chunk', system_fingerprint: '', ...more },
  };
}

/** A chunk as the Gemini Developer API sends it: no fingerprint, and a bare model id. */
export function cousinChunk(delta: JsonObject, choice: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    choices: [{ delta: { ...delta, role: 'assistant' }, ...choice, index: 0 }],
    ...{ created: 1752319190, id: '1URyaLjuGKiqmtkPj86KuAI', model: 'gemini-2.5-flash' },
    object: 'chat.completion.chunk',
    ...more,
  };
}
