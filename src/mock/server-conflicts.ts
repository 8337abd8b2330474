import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';

/**
 * What the managed endpoint refuses in a request that no scenario sends, in its own words where they are known
 * (docs/facts.md 2.2, 4.3, 4.4, 8.2); undefined where it takes it. Open models have rules of their own, which are not
 * told here.
 */
export function findConflict(request: JsonObject): string | undefined {
  const { model } = request;
  if (typeof model !== 'string' || !/^[^/]+\/[^/]+$/.test(model)) {
    const said = typeof model === 'string' ? model : '';
    return `Malformed publisher model (\`model\`: '${said}') for the 'openapi' request endpoint ID; expected '<publisher>/<model>'.`;
  }
  const version = Number(/^google\/gemini-(\d+(?:\.\d+)?)/.exec(model)?.[1] ?? Number.NaN);
  if (Number.isNaN(version)) return undefined;
  const asked: Asked = {
    request,
    version,
    messages: objectsIn(request['messages']),
    tools: objectsIn(request['tools']),
  };
  for (const conflict of conflicts) {
    const found = conflict(asked);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Asked {
  readonly request: JsonObject;
  /** 3.8 of `google/gemini-3.8-flash`. */
  readonly version: number;
  readonly messages: readonly JsonObject[];
  readonly tools: readonly JsonObject[];
}

const conflicts: readonly ((asked: Asked) => string | undefined)[] = [
  nothingToAnswer,
  emptyText,
  modelTurn,
  thinking,
  settings,
  functionNames,
  toolsTogether,
  results,
  signatures,
];

function nothingToAnswer({ messages }: Asked): string | undefined {
  const turns = messages.filter(({ role }) => role !== 'system' && role !== 'developer');
  return turns.length === 0 ? 'Unable to submit request because at least one contents field is required.' : undefined;
}

function emptyText({ messages }: Asked): string | undefined {
  const isEmpty = (content: Json | undefined): boolean =>
    content === '' || objectsIn(content).some(({ type, text }) => type === 'text' && text === '');
  return messages.some(({ role, content }) => role === 'user' && isEmpty(content))
    ? 'Unable to submit request because it has an empty text parameter. Add a value to the parameter and try again.'
    : undefined;
}

function modelTurn({ messages, version }: Asked): string | undefined {
  return version >= 3.6 && messages.at(-1)?.['role'] === 'assistant'
    ? 'Requests ending with a model turn are not supported.'
    : undefined;
}

function thinking({ request, version }: Asked): string | undefined {
  const { reasoning_effort: effort } = request;
  const config =
    valueAt(request, ['extra_body', 'google', 'thinking_config']) ?? valueAt(request, ['google', 'thinking_config']);
  const [level, budget] = [valueAt(config, ['thinking_level']), valueAt(config, ['thinking_budget'])];
  if (level !== undefined && budget !== undefined) {
    return 'You can only set only one of thinking budget and thinking level.';
  }
  if (effort === undefined || effort === null) {
    return version >= 3.7 && level === 'MINIMAL' ? noMinimal : undefined;
  }
  if (isObject(config)) return 'Expected one of either `reasoning_effort` or custom `thinking_config`; found both.';
  if (typeof effort !== 'string' || !efforts.includes(effort)) {
    return `Invalid reasoning_effort: ${JSON.stringify(effort)}. Accepted values are: ${efforts.join(', ')}.`;
  }
  return version >= 3.7 && effort === 'minimal' ? noMinimal : undefined;
}

const efforts: readonly string[] = ['none', 'minimal', 'low', 'medium', 'high'];

const noMinimal = 'Thinking level is unsupported: THINKING_LEVEL_MINIMAL';

function settings({ request, version }: Asked): string | undefined {
  const { n, frequency_penalty: frequency = 0, presence_penalty: presence = 0 } = request;
  if (version >= 3.7 && typeof n === 'number' && n > 1) return 'Multiple candidates is not enabled for this model';
  return (version === 3.5 || version >= 3.7) && (frequency || presence)
    ? 'Penalty is not enabled for this model'
    : undefined;
}

function functionNames({ tools }: Asked): string | undefined {
  const at = tools.findIndex((tool) => !/^[A-Za-z_][\w.:-]{0,63}$/.test(String(valueAt(tool, ['function', 'name']))));
  return at < 0
    ? undefined
    : `The GenerateContentRequest proto is invalid:\n  * tools[0].function_declarations[${at}].name: [FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be a-z, A-Z, 0-9, or contain underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.`;
}

function toolsTogether({ request, tools, version }: Asked): string | undefined {
  if (version >= 3 || tools.length === 0) return undefined;
  const native = objectsIn(valueAt(request, ['extra_body', 'google', 'tools']));
  if (native.length > 0 || isObject(request['web_search_options'])) {
    return 'Multiple tools are supported only when they are all search tools.';
  }
  const format = valueAt(request, ['response_format', 'type']);
  return format === 'json_object' || format === 'json_schema'
    ? "Function calling with a response mime type: 'application/json' is unsupported"
    : undefined;
}

/** As many results as calls, before anything else is said. */
function results({ messages }: Asked): string | undefined {
  const isShort = messages.some((message, at) => {
    const calls = objectsIn(message['tool_calls']).length;
    if (calls === 0) return false;
    const end = messages.findIndex(({ role }, other) => other > at && role !== 'tool');
    return (end < 0 ? messages.length : end) - at - 1 !== calls;
  });
  return isShort
    ? 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.'
    : undefined;
}

/** In the turn that goes on, the first call of each message is signed, from Gemini 3 on. */
function signatures({ messages, version }: Asked): string | undefined {
  if (version < 3) return undefined;
  const turn = messages.findLastIndex(({ role }) => role === 'user');
  for (const [at, message] of messages.entries()) {
    const [call] = objectsIn(message['tool_calls']);
    if (at < turn || !call || valueAt(call, ['extra_content', 'google', 'thought_signature'])) continue;
    const name = String(valueAt(call, ['function', 'name']));
    return `Unable to submit request because function call \`${name}\` in the ${block(messages, at)}. content block is missing a \`thought_signature\`.`;
  }
  return undefined;
}

/** Instructions are no content, and the results of a turn are one. */
function block(messages: readonly JsonObject[], at: number): number {
  return messages.slice(0, at + 1).filter(({ role }, index, all) => {
    return role !== 'system' && role !== 'developer' && !(role === 'tool' && all[index - 1]?.['role'] === 'tool');
  }).length;
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((each) => isObject(each)) : [];
}
