import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** A reply for a request whose scenario has no `mock`: what the request asks for, and no more. */
export function synthesise(request: JsonObject): JsonObject {
  const count = typeof request['n'] === 'number' ? request['n'] : 1;
  const one = synthesiseOne(request);
  return count > 1 ? { choices: Array.from({ length: count }, () => one) } : one;
}

function synthesiseOne(request: JsonObject): JsonObject {
  const tools = (Array.isArray(request['tools']) ? (request['tools'] as readonly Json[]) : []).filter((tool) =>
    isObject(tool),
  );
  const choice = request['tool_choice'];
  const named = isObject(choice) ? valueAt(choice, ['function', 'name']) : undefined;
  const tool = named === undefined ? tools[0] : tools.find((each) => valueAt(each, ['function', 'name']) === named);
  if (tool && (choice === 'required' || named !== undefined)) {
    const parameters = valueAt(tool, ['function', 'parameters']) as Json | undefined;
    const args = instanceOf(parameters ?? {}, parameters ?? {}, 0);
    return {
      tool_calls: [{ name: String(valueAt(tool, ['function', 'name'])), arguments: isObject(args) ? args : {} }],
    };
  }
  const format = valueAt(request, ['response_format', 'type']);
  if (format === 'json_object') return { content_json: { answer: 'made up' } };
  if (format === 'json_schema') {
    const schema = (valueAt(request, ['response_format', 'json_schema', 'schema']) ?? {}) as Json;
    return { content_json: instanceOf(schema, schema, 0) };
  }
  return { content: 'This answer was made up from the request.' };
}

/** The smallest instance of a schema that its plain keywords describe; `depth` ends recursive ones. */
function instanceOf(schema: Json, root: Json, depth: number): Json {
  if (!isObject(schema) || depth > 16) return null;
  if (typeof schema['$ref'] === 'string') {
    const steps = schema['$ref'].replace(/^#\/?/, '').split('/').filter(Boolean);
    return instanceOf((valueAt(root, steps) ?? {}) as Json, root, depth + 1);
  }
  if (schema['const'] !== undefined) return schema['const'];
  const first = (key: string) => (Array.isArray(schema[key]) ? (schema[key] as readonly Json[])[0] : undefined);
  const choice = first('enum');
  if (choice !== undefined) return choice;
  const branch = first('anyOf') ?? first('oneOf');
  if (branch !== undefined) return instanceOf(branch, root, depth + 1);
  const type = String(first('type') ?? schema['type'] ?? (schema['properties'] ? 'object' : 'string')).toLowerCase();
  const least = (key: string, otherwise: number) => (typeof schema[key] === 'number' ? schema[key] : otherwise);
  if (type === 'object') {
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    return Object.fromEntries(
      Object.entries(properties).map(([name, part]) => [name, instanceOf(part, root, depth + 1)]),
    );
  }
  if (type === 'array') {
    return Array.from({ length: Math.max(1, least('minItems', 1)) }, () =>
      instanceOf(schema['items'] ?? {}, root, depth + 1),
    );
  }
  if (type === 'integer' || type === 'number') return Math.ceil(least('minimum', least('exclusiveMinimum', 0) + 1));
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  const format = formats[String(schema['format'])];
  return (
    format ?? 'text'.repeat(Math.max(1, Math.ceil(least('minLength', 1) / 4))).slice(0, least('maxLength', 1_000_000))
  );
}

const formats: { readonly [format: string]: string } = {
  date: '2026-11-20',
  'date-time': '2026-11-20T12:00:00Z',
  time: '12:00:00Z',
  email: 'somebody@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};
