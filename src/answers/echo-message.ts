import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Answer, CompletionMessage } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';

/**
 * The message of the first choice, fit to be sent back (docs/reference/expressions.md#names): of a whole answer as it
 * came; of a stream without the thoughts, which no client sends back. Undefined where there is none.
 */
export function echoMessage({ json, completion }: Answer): JsonObject | undefined {
  const came = valueAt(json, ['choices', 0, 'message']);
  if (isObject(came)) return came as JsonObject;
  const message = completion?.choices[0]?.message;
  return message && withoutThoughts(message);
}

function withoutThoughts(message: CompletionMessage): JsonObject {
  const { role = 'assistant', extra_content, reasoning_content: _, reasoning: __, ...others } = message;
  const extra = withoutFlag(extra_content);
  return { role, ...(others as JsonObject), ...(extra && { extra_content: extra }) };
}

/** One delta's flag says of the whole message that it is a thought: what is sent back is the answer. */
function withoutFlag(extra: JsonObject | undefined): JsonObject | undefined {
  const { google, ...others } = extra ?? {};
  if (!isObject(google)) return extra;
  const { thought: _, ...kept } = google as { readonly [key: string]: Json };
  const left = { ...others, ...(Object.keys(kept).length > 0 && { google: kept }) };
  return Object.keys(left).length > 0 ? left : undefined;
}
