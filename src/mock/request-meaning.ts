import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** A JSON value as text in which keys have one order: equal values have equal texts. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join()}}`;
}

/**
 * What a request asks for, without the manners of the client that wrote it: defaults that one writes out and another
 * leaves out, the two spellings of a text, names of schemas, keys that change nothing in an answer.
 */
export function meaning({ messages, tools, response_format: format, ...rest }: JsonObject): JsonObject {
  const { max_completion_tokens: most = rest['max_tokens'], max_tokens: _, ...others } = rest;
  const kept = Object.entries(others).filter(
    ([key, value]) => !saysNothing.has(key) && value !== null && defaults[key] !== value,
  );
  const asked: JsonObject = Object.fromEntries(kept);
  return {
    ...asked,
    ...(most !== undefined && most !== null && { max_tokens: most }),
    ...(messages !== undefined && { messages: each(messages, message) }),
    ...(Array.isArray(tools) && tools.length > 0 && { tools: each(tools, tool) }),
    ...(isObject(format) && format['type'] !== 'text' && { response_format: responseFormat(format) }),
  };
}

/** Keys without a part in the answer; how the stream is framed follows from the profile. */
const saysNothing = new Set(['user', 'metadata', 'store', 'service_tier', 'stream_options']);

const defaults: JsonObject = {
  n: 1,
  stream: false,
  temperature: 1,
  top_p: 1,
  frequency_penalty: 0,
  presence_penalty: 0,
  logprobs: false,
  parallel_tool_calls: true,
  tool_choice: 'auto',
};

function message(written: JsonObject): JsonObject {
  const { content, tool_calls: calls, refusal, annotations: _, audio: __, ...rest } = written;
  const said: Json | undefined = Array.isArray(content) ? (content as readonly Json[]).map(part) : content;
  const [only]: readonly Json[] = Array.isArray(said) ? said : [];
  const text =
    Array.isArray(said) && said.length === 1 && isObject(only) && only['type'] === 'text' ? only['text'] : said;
  if (rest['role'] === 'tool') return { ...rest, content: jsonIn(text) };
  return {
    ...rest,
    ...(typeof refusal === 'string' && { refusal }),
    // Beside tool calls no content, null and an empty text are one thing.
    ...(text !== undefined && text !== null && !(text === '' && Array.isArray(calls)) && { content: text }),
    ...(Array.isArray(calls) && calls.length > 0 && { tool_calls: each(calls, call) }),
  };
}

function part(written: Json): Json {
  if (!isObject(written) || written['type'] !== 'image_url') return written;
  const image = written['image_url'];
  return typeof image === 'string' ? { ...written, image_url: { url: image } } : written;
}

function call({ index: _, function: called, ...rest }: JsonObject): JsonObject {
  const said: JsonObject = isObject(called) ? called : {};
  return { ...rest, function: { ...said, arguments: jsonIn(said['arguments']) } };
}

/** What a text says in JSON, however that is written. */
function jsonIn(text: Json | undefined): Json {
  const read = typeof text === 'string' ? parseJson(text) : { value: text ?? null };
  return 'value' in read ? read.value : (text ?? null);
}

function tool({ function: declared, ...rest }: JsonObject): JsonObject {
  if (!isObject(declared)) return { ...rest, ...(declared !== undefined && { function: declared }) };
  const { strict: _, parameters, ...about } = declared;
  return { ...rest, function: { ...about, ...(parameters !== undefined && { parameters: schema(parameters) }) } };
}

function responseFormat({ json_schema: written, ...rest }: JsonObject): JsonObject {
  const inner = isObject(written) ? written['schema'] : undefined;
  return { ...rest, ...(inner !== undefined && { json_schema: schema(inner) }) };
}

/** Without what generators of schemas put in of themselves. */
function schema(written: Json): Json {
  if (Array.isArray(written)) return (written as readonly Json[]).map(schema);
  if (!isObject(written)) return written;
  const kept = Object.entries(written).filter(
    ([key, value]) => key !== '$schema' && !(key === 'additionalProperties' && value === false),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, schema(value)]));
}

function each(list: Json, change: (item: JsonObject) => JsonObject): Json {
  return Array.isArray(list) ? (list as readonly Json[]).map((item) => (isObject(item) ? change(item) : item)) : list;
}
