import { isObject } from '../lib/is-object.ts';
import { showValue } from '../lib/show-value.ts';
import type { RequestSchema } from '../model/check.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { findEndless } from './endless.ts';
import { loadEngine } from './engine.ts';
import { explainErrors } from './explain-errors.ts';
import { normaliseOpenApi } from './normalise-openapi.ts';
import { checkPatterns } from './patterns.ts';

/**
 * Compiles a schema that stands inside a request: a tool's `parameters`, the schema of `response_format`. Its dialect
 * is the service's, so nothing in it is a mistake of ours or of the author's: what cannot be compiled says why.
 * Each distinct schema is compiled once per process.
 */
export async function compileRequestSchema(schema: Json): Promise<RequestSchema> {
  const key = JSON.stringify(schema);
  const known = compiled.get(key) ?? compileNew(schema);
  compiled.set(key, known);
  return known;
}

const compiled = new Map<string, Promise<RequestSchema>>();

async function compileNew(written: Json): Promise<RequestSchema> {
  if (!isObject(written) && typeof written !== 'boolean') {
    return { kind: 'not-compilable', reason: `it is ${showValue(written)}, and a schema is a map` };
  }
  const schema = normaliseOpenApi(written);
  const [pattern] = await checkPatterns(schema);
  if (pattern) return { kind: 'not-compilable', reason: pattern.message };
  if (findEndless(schema)) return { kind: 'not-compilable', reason: 'a $ref leads back to itself and never ends' };
  const ajv = await loadEngine('request');
  try {
    const validate = ajv.compile(schema as JsonObject | boolean);
    return {
      kind: 'compiled',
      validate: (value, subject) => (validate(value) ? [] : explainErrors(validate.errors ?? [], subject)),
    };
  } catch (error) {
    return { kind: 'not-compilable', reason: inWords(error instanceof Error ? error.message : String(error)) };
  }
}

/** What Ajv says of the commonest mistakes, for people who do not know Ajv. */
function inWords(message: string): string {
  const reference = /can't resolve reference (\S+)/.exec(message)?.[1];
  if (reference !== undefined) return `there is nothing at the reference ${reference}`;
  return message.replace(/^type must be JSONType or JSONType\[\]: (.*)/, 'there is no type $1 in JSON Schema');
}
