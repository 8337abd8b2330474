import type { JsonObject } from '../model/json.ts';

/** What a reply of a `mock` is: which of its keys say what is sent. */
export type ReplyForm = 'raw' | 'body' | 'chunks' | 'error' | 'answer' | 'synthetic';

const saysAnswer = [
  'content',
  'content_json',
  'thoughts',
  'reasoning_content',
  'refusal',
  'tool_calls',
  'choices',
  'extra_content',
  'finish_reason',
];

/** `synthetic`: the reply says nothing about the answer (`{pace: {first: 2s}}`), which is made from the request then. */
export function replyForm(reply: JsonObject): ReplyForm {
  if (reply['raw'] !== undefined) return 'raw';
  if (reply['body'] !== undefined) return 'body';
  if (Array.isArray(reply['chunks'])) return 'chunks';
  if (reply['error'] !== undefined) return 'error';
  if (saysAnswer.some((key) => reply[key] !== undefined)) return 'answer';
  return Number(reply['status'] ?? 200) >= 400 ? 'error' : 'synthetic';
}
