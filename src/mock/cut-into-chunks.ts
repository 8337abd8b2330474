import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Occasion } from './build-completion.ts';
import { type Habits, habits } from './habits.ts';

/**
 * A completion as the chunks of a stream, with the habits of its profile (docs/facts.md 7.2). `thoughts`: of each
 * choice the beginning of its content that is thought. `pieces`: how many deltas a text is cut into.
 */
export function cutIntoChunks(
  { choices, usage, ...top }: JsonObject,
  thoughts: readonly string[],
  { request, profile }: Pick<Occasion, 'request' | 'profile'>,
  pieces: number,
): JsonObject[] {
  const habit = habits[profile];
  const head: JsonObject = { ...top, ...(top['object'] === 'chat.completion' && { object: 'chat.completion.chunk' }) };
  const inPieces = !habit.callsWhole || asksForPieces(request);
  const chunks = listOf(choices)
    .flatMap((choice, at) => cutChoice({ index: at, ...choice }, thoughts[at] ?? '', habit, inPieces, pieces))
    .map((choice): JsonObject => ({ ...head, choices: [choice] }));
  if (usage === undefined) return chunks;
  const empty = { ...head, choices: [] };
  if (habit.usage === 'with-last') return [...chunks.slice(0, -1), { ...(chunks.at(-1) ?? empty), usage }];
  if (valueAt(request, ['stream_options', 'include_usage']) !== true) return chunks;
  const others = habit.usageIsNull ? chunks.map((chunk) => ({ ...chunk, usage: null })) : chunks;
  return [...others, { ...empty, usage }];
}

/** The choice of each chunk. What a choice has besides, such as `logprobs`, comes with its end and is null before. */
function cutChoice(
  { message, finish_reason, ...others }: JsonObject,
  thoughts: string,
  habit: Habits,
  inPieces: boolean,
  pieces: number,
): JsonObject[] {
  const { opening, finishesApart } = habit;
  const { role, ...said }: JsonObject = isObject(message) ? message : {};
  const own: JsonObject = role === undefined ? {} : { role };
  const deltas = deltasOf(said, thoughts, habit, inPieces, pieces);
  if (opening) deltas.unshift({ ...own, ...opening });
  else if (deltas.length === 0) deltas.push({});
  if (finishesApart) deltas.push({});
  const { index, ...more } = others;
  const before = Object.fromEntries(Object.keys(more).map((key) => [key, null]));
  return deltas.map((delta, at) => {
    const last = at === deltas.length - 1;
    const finish = last ? finish_reason : finishesApart ? null : undefined;
    return {
      delta: opening ? delta : { ...delta, ...own },
      ...(finish !== undefined && { finish_reason: finish }),
      ...(index !== undefined && { index }),
      ...(last ? more : before),
    };
  });
}

function deltasOf(
  message: JsonObject,
  thoughts: string,
  habit: Habits,
  inPieces: boolean,
  pieces: number,
): JsonObject[] {
  const { content, reasoning_content, refusal, tool_calls, extra_content, ...others } = message;
  const beside = cut(reasoning_content, pieces).map((piece) => ({ reasoning_content: piece }));
  const refused = typeof refusal === 'string' ? [{ refusal }] : [];
  const calls = listOf(tool_calls).flatMap((call, index) => callDeltas(call, index, habit, inPieces));
  const deltas: JsonObject[] = [...beside, ...contentDeltas(content, thoughts, pieces), ...refused, ...calls];
  // What belongs to the message as a whole comes at its end, where signatures have been seen (docs/facts.md 5.3).
  const rest = { ...others, ...(extra_content !== undefined && { extra_content }) };
  if (Object.values(rest).some((value) => value !== null)) deltas.push({ content: '', ...rest });
  return deltas;
}

/** Thoughts are flagged, delta by delta; their closing tag opens the first delta of the answer (docs/facts.md 7.3). */
function contentDeltas(content: Json | undefined, thoughts: string, pieces: number): JsonObject[] {
  if (typeof content !== 'string') return [];
  if (content === '') return [{ content }];
  const end = content.startsWith(thoughts) ? thoughts.length : 0;
  const flag = { google: { thought: true } };
  const closing = end === 0 ? '' : (/^<\/[^<>]+>/.exec(content.slice(end))?.[0] ?? '');
  const [first = '', ...more] = cut(content.slice(end + closing.length), pieces);
  const answer = closing + first === '' ? [] : [closing + first, ...more];
  return [
    ...cut(content.slice(0, end), pieces).map((piece) => ({ content: piece, extra_content: flag })),
    ...answer.map((piece) => ({ content: piece })),
  ];
}

/** A call that is whole is one delta; in pieces, Google says id and name again with each of them, OpenAI does not. */
function callDeltas(call: JsonObject, index: number, { callsWhole }: Habits, inPieces: boolean): JsonObject[] {
  if (!inPieces) return [{ tool_calls: [{ ...call, index }] }];
  const { extra_content: _, ...unsigned } = call;
  const named = isObject(call['function']) ? call['function'] : {};
  const more = cut(named['arguments'], 3).map((piece) =>
    callsWhole
      ? { ...unsigned, function: { ...named, arguments: piece }, index }
      : { function: { arguments: piece }, index },
  );
  const first = { ...call, function: { ...named, arguments: '' }, index };
  return [first, ...more].map((each) => ({ tool_calls: [each] }));
}

function asksForPieces(request: JsonObject): boolean {
  return valueAt(request, ['extra_body', 'google', 'stream_function_call_arguments']) === true;
}

function listOf(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? (value as readonly Json[]) : []).filter((each) => isObject(each));
}

/** At most `count` pieces of about one length, never through the middle of a character. */
function cut(text: Json | undefined, count: number): string[] {
  if (typeof text !== 'string') return [];
  const characters = [...text];
  const size = Math.max(1, Math.ceil(characters.length / count));
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += size) pieces.push(characters.slice(at, at + size).join(''));
  return pieces;
}
