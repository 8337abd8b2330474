import { errorObject } from '../lib/error-object.ts';
import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { StreamEvent } from '../model/answer.ts';
import type { WirePiece } from '../wire/event-reader.ts';

/** What a piece of a stream means; `index` is its number, from 0, `parse` reads its JSON. */
export function readEvent({ kind, text, offset }: WirePiece, index: number, parse = parseJson): StreamEvent {
  if (kind === 'comment') return { kind, index, offset, text };
  const prefixed = kind === 'data';
  if (prefixed && text.startsWith('[DONE]') && text.trimEnd() === '[DONE]') return { kind: 'done', index, offset };
  const parsed = parse(text);
  const value = 'value' in parsed ? parsed.value : undefined;
  if (value !== undefined && errorObject(value)) return { kind: 'error', index, offset, value, prefixed };
  if (prefixed && isObject(value)) return { kind: 'chunk', index, offset, chunk: value };
  return { kind: 'unparsable', index, offset, text, prefixed };
}
