import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';
import { thoughtTag } from './build-completion.ts';

/** A completion as the chunks of a stream, with the habits of its profile (fact sheet 7.2). */
export function cutIntoChunks(
  { choices, usage, ...top }: JsonObject,
  request: JsonObject,
  profile: ProfileName,
  pieces: number,
): JsonObject[] {
  const google = profile === 'vertex-gemini' || profile === 'gemini';
  const head = { ...top, object: 'chat.completion.chunk' };
  const chunks: JsonObject[] = [];
  const list = (Array.isArray(choices) ? (choices as readonly Json[]) : []).filter((choice) => isObject(choice));
  for (const [at, choice] of list.entries()) {
    const message = isObject(choice['message']) ? choice['message'] : {};
    const deltas = deltasOf(message, request, profile, pieces);
    // Everybody but Google opens with a delta that has the role alone.
    if (!google) deltas.unshift({ role: 'assistant', content: '' });
    for (const [n, delta] of deltas.entries()) {
      const last = n === deltas.length - 1;
      const finish = last ? { finish_reason: choice['finish_reason'] ?? null } : google ? {} : { finish_reason: null };
      const withRole = google ? { ...delta, role: 'assistant' } : delta;
      const usageHere = google && last && at === list.length - 1 && usage !== undefined ? { usage } : {};
      chunks.push({
        ...head,
        choices: [{ delta: withRole, index: choice['index'] ?? at, logprobs: null, ...finish }],
        ...usageHere,
      });
    }
  }
  const asked = valueAt(request, ['stream_options', 'include_usage']) === true;
  if (!google && asked && usage !== undefined) chunks.push({ ...head, choices: [], usage });
  return chunks;
}

function deltasOf(message: JsonObject, request: JsonObject, profile: ProfileName, pieces: number): JsonObject[] {
  const deltas: JsonObject[] = [];
  const { content, reasoning_content, refusal, tool_calls, extra_content } = message;
  if (typeof reasoning_content === 'string') {
    for (const piece of cut(reasoning_content, pieces)) deltas.push({ reasoning_content: piece });
  }
  if (typeof content === 'string') deltas.push(...contentDeltas(content, request, profile, pieces));
  if (typeof refusal === 'string') deltas.push({ refusal });
  const calls = (Array.isArray(tool_calls) ? (tool_calls as readonly Json[]) : []).filter((call) => isObject(call));
  for (const [index, call] of calls.entries()) deltas.push(...callDeltas(call, index, request, profile));
  if (extra_content !== undefined) deltas.push({ content: '', extra_content });
  return deltas.length > 0 ? deltas : [{ content: '' }];
}

/** Thoughts are flagged, delta by delta; their closing tag is glued to the first delta of the answer (fact sheet 7.3). */
function contentDeltas(content: string, request: JsonObject, profile: ProfileName, pieces: number): JsonObject[] {
  const tag = thoughtTag(request, profile);
  const end = tag !== undefined && content.startsWith(`<${tag}>`) ? content.indexOf(`</${tag}>`) : -1;
  if (end === -1) return cut(content, pieces).map((piece) => ({ content: piece }));
  const flag = { google: { thought: true } };
  return [
    ...cut(content.slice(0, end), 2).map((piece) => ({ content: piece, extra_content: flag })),
    ...cut(content.slice(end), pieces).map((piece) => ({ content: piece })),
  ];
}

/** Google sends a call whole, unless it was asked for pieces; then id and name come with each of them. */
function callDeltas(call: JsonObject, index: number, request: JsonObject, profile: ProfileName): JsonObject[] {
  const google = profile === 'vertex-gemini' || profile === 'gemini';
  const inPieces = !google || valueAt(request, ['extra_body', 'google', 'stream_function_call_arguments']) === true;
  if (!inPieces) return [{ tool_calls: [{ ...call, index }] }];
  const fn = isObject(call['function']) ? call['function'] : {};
  const text = typeof fn['arguments'] === 'string' ? fn['arguments'] : '';
  const { extra_content: _, ...unsigned } = call;
  const more = cut(text, 3).map((piece) =>
    google ? { ...unsigned, index, function: { ...fn, arguments: piece } } : { index, function: { arguments: piece } },
  );
  const first = { ...call, index, function: { ...fn, arguments: '' } };
  return [first, ...more].map((each) => ({ tool_calls: [each] }));
}

/** At most `count` pieces of about one length, never through the middle of a character. */
function cut(text: string, count: number): string[] {
  const characters = [...text];
  const size = Math.max(1, Math.ceil(characters.length / count));
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += size) pieces.push(characters.slice(at, at + size).join(''));
  return pieces;
}
