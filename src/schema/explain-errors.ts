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
  return withoutEchoes(errors).map((error) => {
    const { message, expected, actual } = sentenceOf(error, nameOf(error.instancePath, subject));
    return {
      message,
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
      pointer: error.instancePath,
      path: keywordPath(error.schemaPath),
    };
  });
}

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
  return fromPointer(schemaPath.slice(1)).map((step) => decodeURIComponent(step));
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
      kept.push(joined(error, takeInner(kept, error)));
    } else kept.push(error);
  }
  return kept;
}

/** Takes from the end of the list what was reported inside of this keyword. */
function takeInner(kept: SchemaError[], { instancePath, schemaPath }: SchemaError): SchemaError[] {
  const siblings = schemaPath.slice(0, schemaPath.lastIndexOf('/') + 1);
  const inner: SchemaError[] = [];
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const below = last.instancePath === instancePath || last.instancePath.startsWith(`${instancePath}/`);
    // What a branch reports stands below the keyword, or behind a reference, somewhere else altogether.
    const inside = last.schemaPath.startsWith(`${schemaPath}/`) || !last.schemaPath.startsWith(siblings);
    if (!below || !inside) break;
    inner.unshift(last);
    kept.pop();
  }
  return inner;
}

/** One error for an alternative: the union of the types or values that would do, where that says it all. */
function joined(error: SchemaError, inner: readonly SchemaError[]): SchemaError {
  if (inner.some(({ instancePath }) => instancePath !== error.instancePath) || inner.length === 0) return error;
  if (inner.every(({ keyword }) => keyword === 'type')) {
    return { ...error, keyword: 'type', params: { type: inner.flatMap(({ params }) => params['type']) } };
  }
  const values = inner.map(({ keyword, params }) => {
    if (keyword === 'const') return [params['allowedValue']];
    return keyword === 'enum' ? params['allowedValues'] : undefined;
  });
  if (values.includes(undefined)) return { ...error, params: { inner } };
  return { ...error, keyword: 'enum', params: { allowedValues: values.flat() } };
}
