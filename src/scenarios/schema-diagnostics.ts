import { closest } from '../lib/closest.ts';
import { fromPointer } from '../lib/json-pointer.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { SchemaError } from '../schema/builtin.ts';
import type { Code } from './codes.ts';
import { diagnostic, type Report } from './diagnostic.ts';
import { requestParameters } from './request-parameters.ts';
import { describe, expected, type SchemaWords, wayOut } from './schema-words.ts';

/** Finds the place of a value or of its key; where keys have no place of their own, `part` may be ignored. */
export type LocatePart = (path: Path, part?: 'key' | 'value') => Place;

/**
 * What a validator found wrong, for the author of the file. Errors that only say which branch of the schema was taken
 * are left out, and of several at one place the first is kept. `judgedElsewhere` names values that are not held
 * against the schema here.
 */
export function schemaDiagnostics(
  errors: readonly SchemaError[],
  locate: LocatePart,
  judgedElsewhere: (value: unknown) => boolean = () => false,
): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const error of errors) {
    if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    if (error.propertyName === undefined && judgedElsewhere(error.data)) continue;
    const { at, part, ...words } = say(error, fromPointer(error.instancePath));
    const key = at.join('\0');
    if (!found.has(key)) found.set(key, diagnostic({ ...words, place: locate(at, part) }));
  }
  return [...found.values()];
}

/** What is wrong, and at which path. */
type Said = Report & { readonly at: Path; readonly part: 'key' | 'value' };

function say(error: SchemaError, path: readonly string[]): Said {
  const { keyword, params, data } = error;
  const schema: SchemaWords = Object(error.parentSchema);
  const value = { at: path, part: 'value' } as const;
  if (keyword === 'additionalProperties') return unknownKey(path, String(params['additionalProperty']), schema);
  if (keyword === 'required') return missingKey(path, String(params['missingProperty']), schema);
  if (keyword === 'false schema') {
    const message = `"${path.at(-1)}" has no meaning at this place`;
    return { at: path, part: 'key', code: 'misplaced-key', message, help: 'remove it, or move it to where it belongs' };
  }
  if (error.propertyName !== undefined) {
    const message = `the key "${error.propertyName}" must be ${expected(error, schema)}`;
    const help = wayOut({ ...error, data: error.propertyName }, schema);
    return { at: [...path, error.propertyName], part: 'key', code: 'wrong-value', message, help };
  }
  if (keyword === 'uniqueItems') {
    const at = [...path, Math.max(Number(params['i']), Number(params['j']))];
    return {
      at,
      part: 'value',
      code: 'duplicate-item',
      message: `"${name(path)}" holds this twice`,
      help: 'keep one of them',
    };
  }
  const help = wayOut(error, schema);
  const message = `"${name(path)}" must be ${expected(error, schema)}, but it is ${describe(data)}`;
  if (keyword === 'type')
    return { ...value, code: 'wrong-type', message: path.length === 0 ? wholeFile(data) : message, help };
  const code = schema.title === 'the id of a rule' ? 'unknown-rule' : 'wrong-value';
  return { ...value, code, message, help };
}

function unknownKey(path: readonly string[], key: string, schema: SchemaWords): Said {
  const known = Object.keys(schema.properties ?? {});
  const near = closest(key, known);
  const list = known.length <= 12 ? `known here: ${known.join(', ')}` : undefined;
  const elsewhere = known.includes('request') && requestParameters.has(key) ? 'move it into "request"' : list;
  const help = near === undefined ? elsewhere : `did you mean "${near}"?`;
  const at = { at: [...path, key], part: 'key' } as const;
  const named = namedKeys[schema.title ?? ''];
  if (named) return { ...at, code: named.code, message: `there is no ${named.noun} "${key}"`, help };
  return { ...at, code: 'unknown-key', message: `unknown key "${key}"${within(path)}`, help };
}

/** Maps whose keys have a name of their own, by the title of their schema. */
const namedKeys: { readonly [title: string]: { readonly code: Code; readonly noun: string } } = {
  'a map from rule to severity': { code: 'unknown-rule', noun: 'rule' },
  'a map of facets': { code: 'unknown-facet', noun: 'facet' },
};

function missingKey(path: readonly string[], key: string, schema: SchemaWords): Said {
  const only = schema.properties?.[key]?.const;
  const help = `add ${key}: ${only === undefined ? '…' : JSON.stringify(only)}`;
  return { at: [...path, key], part: 'key', code: 'missing-key', message: `"${key}" is missing${within(path)}`, help };
}

function within(path: readonly string[]): string {
  return path.length === 0 ? '' : ` in "${name(path)}"`;
}

function wholeFile(data: unknown): string {
  return `the file must be a map of keys, but it is ${describe(data)}`;
}

/** A path as people write it: `expect.tool_calls[0].name`. */
function name(path: readonly string[]): string {
  return path.map((step, i) => (/^\d+$/.test(step) ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}
