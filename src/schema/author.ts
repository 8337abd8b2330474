import { closest } from '../lib/closest.ts';
import { isObject } from '../lib/is-object.ts';
import { fromPointer } from '../lib/json-pointer.ts';
import { sameJson } from '../lib/same-json.ts';
import type { Validate } from '../model/check.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { loadValidator, type SchemaError, type Validator } from './builtin.ts';
import { findEndless } from './endless.ts';
import { loadEngine } from './engine.ts';
import { explainErrors } from './explain-errors.ts';
import { withImpliedType } from './implied-type.ts';
import { checkPatterns } from './patterns.ts';
import { type LoadFile, resolveReferences } from './references.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** A compiled schema; or what is wrong with it, all at once. */
export type AuthorSchema = { readonly validate: Validate } | { readonly problems: readonly SchemaProblem[] };

/**
 * Compiles a schema of `expect`: draft 2020-12, formats on, `includes` and `excludes` for text, patterns on the
 * linear-time engine, references to files and built-in schemas taken in. Each distinct schema is compiled once per
 * process.
 */
export async function compileAuthorSchema(schema: Json, loadFile: LoadFile): Promise<AuthorSchema> {
  const resolved = await resolveReferences(withImpliedType(schema), loadFile);
  if (resolved.problems.length > 0) return { problems: resolved.problems };
  const key = JSON.stringify(resolved.schema);
  const known = compiled.get(key) ?? compileResolved(schema, resolved);
  compiled.set(key, known);
  return known;
}

const compiled = new Map<string, Promise<AuthorSchema>>();

type Resolved = Awaited<ReturnType<typeof resolveReferences>>;

async function compileResolved(written: Json, { schema, taken }: Resolved): Promise<AuthorSchema> {
  const literal = literalOf(schema);
  if (literal) return { validate: (value, subject) => explainErrors(literal(value), subject) };
  const check = await loadValidator('value-schema');
  const problems = [
    ...shapeProblems(check, written),
    ...taken.flatMap(({ schema: inner, name, path }) =>
      shapeProblems(check, withoutNames(inner)).map((each) => ({
        ...each,
        path,
        message: `${each.message} (in ${name})`,
      })),
    ),
  ];
  if (problems.length > 0) return { problems };
  const patterns = await checkPatterns(schema);
  if (patterns.length > 0) return { problems: patterns };
  const endless = findEndless(schema);
  if (endless) {
    const message = 'the $ref leads back to itself without going into the value, so it never ends';
    return { problems: [{ code: 'bad-reference', path: endless, message }] };
  }
  const ajv = await loadEngine('author');
  try {
    const validate = ajv.compile(schema as JsonObject | boolean);
    return { validate: (value, subject) => (validate(value) ? [] : explainErrors(validate.errors ?? [], subject)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the schema cannot be used: ${reason.replace('strict mode: ', '')}`;
    return { problems: [{ code: 'bad-schema', path: [], message }] };
  }
}

/** The commonest schemas, `{const}` and `{enum}` alone, are decided without loading ajv. */
function literalOf(schema: Json): Validator | undefined {
  if (!isObject(schema) || Object.keys(schema).length !== 1) return undefined;
  const { const: constant, enum: allowed } = schema;
  if (constant !== undefined) {
    return error('const', { allowedValue: constant }, (value) => sameJson(value, constant));
  }
  if (!Array.isArray(allowed) || allowed.length === 0) return undefined;
  const values: readonly Json[] = allowed;
  return error('enum', { allowedValues: values }, (value) => values.some((each) => sameJson(value, each)));
}

function error(keyword: string, params: object, holds: (value: unknown) => boolean): Validator {
  return (data) =>
    holds(data) ? [] : [{ keyword, params, data, instancePath: '', schemaPath: `#/${keyword}`, message: keyword }];
}

/** A file may have a name and a dialect of its own. */
function withoutNames(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { $id: _id, $schema: _dialect, ...rest } = schema;
  return rest;
}

function shapeProblems(check: Validator, schema: Json): SchemaProblem[] {
  return check(schema)
    .filter(({ keyword }) => keyword !== 'if')
    .map(shapeProblem);
}

function shapeProblem(wrong: SchemaError): SchemaProblem {
  const path = fromPointer(wrong.instancePath);
  const params = wrong.params as { additionalProperty?: string };
  const unknown = params.additionalProperty;
  if (unknown !== undefined) {
    const keywords = Object.keys(wrong.parentSchema?.['properties'] ?? {});
    const near = closest(unknown, keywords);
    return {
      code: 'unknown-keyword',
      path: [...path, unknown],
      message: `${unknown} is no keyword of a schema`,
      help:
        near === undefined
          ? 'a literal value is written as {const: …}, a field of an object under properties'
          : `did you mean "${near}"? (a literal value is written as {const: …})`,
    };
  }
  const [reason] = explainErrors([wrong], 'the schema');
  return { code: 'bad-schema', path, message: reason?.message ?? 'the schema is none', ...helpFor(wrong) };
}

function helpFor(wrong: SchemaError): { help: string } | undefined {
  if (isSchemaPlace(wrong)) return { help: 'a literal value is written as {const: …}' };
  if (wrong.keyword !== 'enum' || typeof wrong.data !== 'string') return undefined;
  const near = closest(wrong.data, wrong.params['allowedValues']);
  return near === undefined ? undefined : { help: `did you mean "${near}"?` };
}

/** Does this error say that something which should be a schema is neither a map nor a boolean? */
function isSchemaPlace({ keyword, params }: SchemaError): boolean {
  const types: unknown = params['type'];
  return keyword === 'type' && Array.isArray(types) && types.includes('boolean') && types.includes('object');
}
