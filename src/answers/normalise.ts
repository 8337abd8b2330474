import { isObject } from '../lib/is-object.ts';
import type { Completion, CompletionChoice, CompletionMessage, CompletionToolCall } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { firstText } from './assemble.ts';
import { createThoughtSplitter, isFlagged } from './thoughts.ts';

/** A whole answer in the one shape of completions: thoughts apart from content, everything else as it came. */
export function normalise(body: JsonObject, tags: readonly string[]): Completion {
  const choices = Array.isArray(body['choices']) ? (body['choices'] as readonly Json[]) : [];
  return {
    ...body,
    choices: choices.filter((choice) => isObject(choice)).map((choice, at) => one(choice, at, tags)),
  } as Completion;
}

function one(raw: JsonObject, at: number, tags: readonly string[]): CompletionChoice {
  const message = isObject(raw['message']) ? raw['message'] : undefined;
  const split = createThoughtSplitter(tags);
  const text = message ? textOf(message['content']) : null;
  if (message && text !== null) split.push(text, isFlagged(message));
  const { content, thoughts } = split.end();
  const all = (message ? firstText(message, ['reasoning_content', 'reasoning']) : '') + thoughts;
  return {
    index: typeof raw['index'] === 'number' ? raw['index'] : at,
    finish_reason: typeof raw['finish_reason'] === 'string' ? raw['finish_reason'] : null,
    ...(message && { message: readMessage(message, text === null ? null : content) }),
    thoughts: all === '' ? null : all,
    ...(raw['logprobs'] !== undefined && { logprobs: raw['logprobs'] }),
  };
}

function readMessage(message: JsonObject, content: string | null): CompletionMessage {
  const { tool_calls, role, refusal, ...others } = message;
  const calls = Array.isArray(tool_calls) ? (tool_calls as readonly Json[]).filter((call) => isObject(call)) : [];
  return {
    ...others,
    ...(typeof role === 'string' && { role }),
    content,
    ...(typeof refusal === 'string' && { refusal }),
    ...(calls.length > 0 && { tool_calls: calls.map(readCall) }),
  } as CompletionMessage;
}

function readCall(call: JsonObject): CompletionToolCall {
  const fn: JsonObject = isObject(call['function']) ? call['function'] : {};
  const { name, arguments: text } = fn;
  return {
    ...call,
    function: { name: typeof name === 'string' ? name : '', arguments: typeof text === 'string' ? text : '' },
  } as CompletionToolCall;
}

/** A text, the joined texts of parts, or null. */
function textOf(content: Json | undefined): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const parts = (content as readonly Json[]).map((part) =>
    isObject(part) && typeof part['text'] === 'string' ? part['text'] : '',
  );
  return parts.join('');
}
