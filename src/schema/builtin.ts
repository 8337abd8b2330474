import type { ErrorObject } from 'ajv';
import { loaders } from './precompiled/table.js';

/** Says what is wrong with a value, as ajv says it: nothing where the value conforms. */
export type Validator = (value: unknown) => readonly SchemaError[];

/** What ajv reports: keyword, `instancePath` (a JSON Pointer), `schemaPath`, `params`, `message`. */
export type SchemaError = ErrorObject;

/** A schema of `schemas/`, by its file name without `.schema.json`. */
export type BuiltinSchema = keyof typeof loaders;

/** Asked for by every case: an import that was made before still costs a resolution. */
const loaded = new Map<BuiltinSchema, Promise<Validator>>();

/** The validator of a built-in schema. It was compiled at build time: ajv is not loaded for it. */
export function loadValidator(name: BuiltinSchema): Promise<Validator> {
  const validator = loaded.get(name) ?? load(name);
  loaded.set(name, validator);
  return validator;
}

const none: readonly SchemaError[] = [];

async function load(name: BuiltinSchema): Promise<Validator> {
  const { validate } = await loaders[name]();
  return (value) => (validate(value) ? none : (validate.errors ?? none));
}
