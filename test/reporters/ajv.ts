import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const schemas = join(import.meta.dirname, '../../schemas');
const read = (name: string) => JSON.parse(readFileSync(join(schemas, `${name}.schema.json`), 'utf8'));

/** A published schema, compiled by ajv as any user would: with the schemas that it refers to. */
export function schemaOf(name: 'run' | 'run-line' | 'bundle-case'): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  for (const other of ['run', 'bundle']) if (other !== name) ajv.addSchema(read(other));
  return ajv.compile(read(name));
}
