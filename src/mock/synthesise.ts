import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { normaliseOpenApi } from '../schema/normalise-openapi.ts';
import { instanceOf } from './instance-of.ts';

/** A reply for a request whose scenario says nothing about the answer: what the request asks for, and no more. */
export function synthesise(request: JsonObject): JsonObject {
  const count = typeof request['n'] === 'number' ? request['n'] : 1;
  const one = synthesiseOne(request);
  return count > 1 ? { choices: Array.from({ length: count }, () => one) } : one;
}

function synthesiseOne(request: JsonObject): JsonObject {
  const tool = wantedTool(request);
  if (tool) return { tool_calls: [tool] };
  const format = valueAt(request, ['response_format', 'type']);
  if (format === 'json_object') return { content_json: { answer: 'made up' } };
  if (format === 'json_schema') {
    return { content_json: made(valueAt(request, ['response_format', 'json_schema', 'schema'])) };
  }
  return textWithin(request, 'This answer was made up from the request.');
}

/** A call of the function that must be called: the one `tool_choice` names, or the first where any will do. */
function wantedTool({ tools, tool_choice: choice }: JsonObject): JsonObject | undefined {
  const name = valueAt(choice, ['function', 'name']);
  if (choice !== 'required' && name === undefined) return undefined;
  const functions = (Array.isArray(tools) ? (tools as readonly Json[]) : []).map((tool) => valueAt(tool, ['function']));
  const wanted = functions.find((each) => isObject(each) && (name === undefined || each['name'] === name));
  if (!isObject(wanted)) return undefined;
  const args = made(wanted['parameters']);
  return { name: String(wanted['name']), arguments: isObject(args) ? args : {} };
}

/** An instance of a schema in a request; null where there can be none. */
function made(schema: unknown): Json {
  const normal = normaliseOpenApi((schema ?? {}) as Json);
  return instanceOf(normal) ?? null;
}

/** Ends before a stop sequence and within the tokens that are allowed, as a service would. */
function textWithin(request: JsonObject, text: string): JsonObject {
  const stops = [request['stop']].flat().filter((stop) => typeof stop === 'string' && stop !== '') as string[];
  const content = stops.reduce((rest, stop) => rest.split(stop, 1)[0] ?? '', text);
  const limit = request['max_completion_tokens'] ?? request['max_tokens'];
  // Usage counts a token for every four characters.
  if (typeof limit !== 'number' || content.length <= limit * 4) return { content };
  return { content: content.slice(0, limit * 4), finish_reason: 'length' };
}
