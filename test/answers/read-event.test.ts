import { expect, test } from 'vitest';
import { readEvent } from '../../src/answers/read-event.ts';
import type { WirePiece } from '../../src/wire/event-reader.ts';

const meanings: [WirePiece['kind'], string, object][] = [
  ['comment', 'OPENROUTER PROCESSING', { kind: 'comment', text: 'OPENROUTER PROCESSING' }],
  ['data', '[DONE]', { kind: 'done' }],
  ['data', '[DONE] \t', { kind: 'done' }],
  ['data', '[DONE]!', { kind: 'unparsable', text: '[DONE]!', prefixed: true }],
  ['text', '[DONE]', { kind: 'unparsable', text: '[DONE]', prefixed: false }],
  ['data', '{"id":"a"}', { kind: 'chunk', chunk: { id: 'a' } }],
  ['data', '{\n"id":\n"a"\n}', { kind: 'chunk', chunk: { id: 'a' } }],
  ['data', '{"id":"a","error":null}', { kind: 'chunk', chunk: { id: 'a', error: null } }],
  ['data', '{"error":{"code":429}}', { kind: 'error', value: { error: { code: 429 } }, prefixed: true }],
  ['data', '[{"error":{"code":429}}]', { kind: 'error', value: [{ error: { code: 429 } }], prefixed: true }],
  ['data', '{"error":"Overloaded"}', { kind: 'error', value: { error: 'Overloaded' }, prefixed: true }],
  ['text', '[{\n"error":{"code":499}\n}]', { kind: 'error', value: [{ error: { code: 499 } }], prefixed: false }],
  // JSON outside of any event is no chunk: clients do not see it.
  ['text', '{"id":"a"}', { kind: 'unparsable', text: '{"id":"a"}', prefixed: false }],
  ['data', '{"id":', { kind: 'unparsable', text: '{"id":', prefixed: true }],
  ['data', '[]', { kind: 'unparsable', text: '[]', prefixed: true }],
  ['data', 'null', { kind: 'unparsable', text: 'null', prefixed: true }],
  ['data', '', { kind: 'unparsable', text: '', prefixed: true }],
];

test.each(meanings)('%s %j', (kind, text, meaning) => {
  expect(readEvent({ kind, text, offset: 7 }, 3)).toEqual({ ...meaning, index: 3, offset: 7 });
});
