import { isObject } from '../lib/is-object.ts';
import type { StreamEvent } from '../model/answer.ts';
import { errorOf, jsonOf } from '../wire/error-of.ts';
import type { WirePiece } from '../wire/event-reader.ts';

/** What a piece of a stream means; `index` is its number, from 0. */
export function readEvent({ kind, text, offset }: WirePiece, index: number): StreamEvent {
  if (kind === 'comment') return { kind, index, offset, text };
  const prefixed = kind === 'data';
  if (prefixed && text.startsWith('[DONE]') && text.trimEnd() === '[DONE]') return { kind: 'done', index, offset };
  const value = jsonOf(text);
  if (errorOf(value)) return { kind: 'error', index, offset, value: value ?? null, prefixed };
  if (prefixed && isObject(value)) return { kind: 'chunk', index, offset, chunk: value };
  return { kind: 'unparsable', index, offset, text, prefixed };
}
