import { decodeFragment } from '../lib/decode-fragment.ts';
import { fromPointer } from '../lib/json-pointer.ts';
import type { Deviation } from '../model/check.ts';
import type { Path } from '../model/json.ts';
import type { SchemaError } from './builtin.ts';
import { sentenceOf } from './sentences.ts';

/**
 * Turns what ajv reports about a value into sentences for somebody who knows the API but neither ajv nor the schema.
 * Rules and facets alike speak through this one file.
 */
export function explainErrors(errors: readonly SchemaError[], subject: string): readonly Deviation[] {
  // Asked of every chunk, and nearly always in vain.
  if (errors.length === 0) return none;
  const deviations = withoutEchoes(errors).map((error) => {
    const { message, expected, actual } = sentenceOf(error, nameOf(error.instancePath, subject));
    return {
      message,
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
      pointer: error.instancePath,
      path: keywordPath(error.schemaPath),
    };
  });
  // A schema that builds upon another may say again what the other says.
  const first = new Map(deviations.toReversed().map((each) => [`${each.pointer} ${each.message}`, each]));
  return deviations.filter((each) => first.get(`${each.pointer} ${each.message}`) === each);
}

const none: readonly Deviation[] = [];

/** `choices[0].message of the body`. */
function nameOf(pointer: string, subject: string): string {
  if (pointer === '') return subject;
  const steps = fromPointer(pointer).map((step) => {
    if (/^\d+$/.test(step)) return `[${step}]`;
    return /^[A-Za-z_$][\w$-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return `${steps.join('').replace(/^\./, '')} of ${subject}`;
}

/** `#/properties/a/minLength` → its steps; of another document nothing. */
function keywordPath(schemaPath: string): Path {
  if (!schemaPath.startsWith('#/')) return [];
  return fromPointer(schemaPath.slice(1)).map(decodeFragment);
}

/**
 * ajv reports an alternative that failed by all errors of all its branches, then by itself; and `if` beside what its
 * branch reports. One deviation is enough.
 */
function withoutEchoes(errors: readonly SchemaError[]): SchemaError[] {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    if (error.keyword === 'propertyNames') {
      while (kept.at(-1)?.propertyName !== undefined) kept.pop();
    }
    if (error.keyword === 'contains') takeInner(kept, error);
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      kept.push(...joined(error, takeInner(kept, error)));
    } else kept.push(error);
  }
  return kept;
}

/**
 * Takes from the end of the list what was reported inside of this keyword: it stands below the keyword, or in another
 * definition, where a branch refers to one.
 */
function takeInner(kept: SchemaError[], { instancePath, schemaPath, schema }: SchemaError): SchemaError[] {
  const own = definitionOf(schemaPath);
  const inner: SchemaError[] = [];
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const below = last.instancePath === instancePath || last.instancePath.startsWith(`${instancePath}/`);
    const inside =
      last.schemaPath.startsWith(`${schemaPath}/`) || (definitionOf(last.schemaPath) !== own && refers(schema));
    if (!below || !inside) break;
    inner.unshift(last);
    kept.pop();
  }
  return inner;
}

/** Is there a reference in what an alternative says? */
function refers(branches: unknown): boolean {
  return JSON.stringify(branches ?? null).includes('"$ref"');
}

/** The document, and the definition in it, that a place in a schema belongs to. */
function definitionOf(schemaPath: string): string {
  return /^[^#]*#(?:\/(?:\$defs|definitions)\/[^/]+)?/.exec(schemaPath)?.[0] ?? '';
}

/** What an alternative comes down to: the union of the types or values that would do, or what is wrong deeper down. */
function joined(error: SchemaError, inner: readonly SchemaError[]): readonly SchemaError[] {
  // More than one alternative holds: what is wrong with the others does not matter.
  if (error.params['passingSchemas']) return [error];
  const [deeper, here] = partition(inner, ({ instancePath }) => instancePath !== error.instancePath);
  const values = here.map(valuesOf);
  // `null or an object` where there is an object: only what is wrong with that object is of interest.
  if (deeper.length > 0 && here.every(isType)) return deeper;
  if (deeper.length > 0 || here.length === 0) return [{ ...error, params: { ...error.params, inner } }];
  if (here.every(isType))
    return [{ ...error, keyword: 'type', params: { type: here.flatMap(({ params }) => params['type']) } }];
  if (values.includes(undefined)) return [{ ...error, params: { ...error.params, inner } }];
  return [{ ...error, keyword: 'enum', params: { allowedValues: values.flat() } }];
}

function isType({ keyword }: SchemaError): boolean {
  return keyword === 'type';
}

function valuesOf({ keyword, params }: SchemaError): readonly unknown[] | undefined {
  if (keyword === 'const') return [params['allowedValue']];
  return keyword === 'enum' ? params['allowedValues'] : undefined;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
