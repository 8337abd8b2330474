import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../src/lib/is-object.ts';
import { listWords } from '../../src/lib/list-words.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { code } from './markdown.ts';

const folder = join(import.meta.dirname, '../../schemas');

/** A key of a file as its schema says it, references followed. */
export interface KeyWords {
  /** In words: `a list of text`. */
  readonly is: string;
  readonly means: string;
  readonly required: boolean;
  readonly default?: Json;
  readonly example?: Json;
  readonly schema: Located;
}

/** A part of a schema, and the file it is in. */
export interface Located {
  readonly schema: JsonObject;
  readonly file: string;
}

/** The part of a schema at a pointer; the pointer is empty for all of it. */
export function schemaAt(file: string, pointer = ''): Located {
  let schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonObject;
  for (const part of pointer.split('/').filter((each) => each !== '')) schema = mapOf(schema[part]);
  return follow({ schema, file });
}

/** The keys of a map, in the order of the schema. */
export function keysOf(located: Located): ReadonlyMap<string, KeyWords> {
  const { schema, file } = bothForms(follow(located));
  const required = new Set(listOf(schema['required']));
  return new Map(
    Object.entries(mapOf(schema['properties'])).flatMap(([name, value]): [string, KeyWords][] => {
      // `false` refuses a key, `true` says nothing of it.
      if (!isObject(value)) return [];
      const words = follow({ schema: value, file });
      const { description, default: otherwise, examples } = words.schema;
      const [example] = listOf(examples);
      return [
        [
          name,
          {
            is: typeWords(words),
            means: String(description ?? ''),
            required: required.has(name),
            ...(otherwise !== undefined && { default: otherwise }),
            ...(example !== undefined && { example }),
            schema: words,
          },
        ],
      ];
    }),
  );
}

/** What kind of value a schema allows. Null, which removes a default, is said once for all keys. */
export function typeWords(located: Located): string {
  const { schema, file } = follow(located);
  const { title, const: only, enum: values, type, then, else: otherwise, items } = schema;
  if (isObject(then) && isObject(otherwise)) {
    const both = [otherwise, then].map((each) => typeWords({ schema: each, file }));
    return [...new Set(both)].join(', or ');
  }
  const allowed = Array.isArray(values) ? values.filter((each) => each !== null).map((each) => code(String(each))) : [];
  // The title of a whole file is its name.
  if (typeof title === 'string' && schema['$id'] === undefined) {
    // Some titles already name the values, and some lists are a page of their own.
    const names = allowed.length === 0 || allowed.length > 8 || title.includes(String(listOf(values)[0]));
    return names ? title : `${title}: ${listWords(allowed)}`;
  }
  if (only !== undefined) return code(JSON.stringify(only));
  if (allowed.length > 0) return listWords(allowed);
  const types = (Array.isArray(type) ? (type as readonly Json[]) : [type ?? 'any']).filter((each) => each !== 'null');
  const names = types.map((each) => words[String(each)] ?? String(each));
  if (names.length === 1 && names[0] === words['array'] && isObject(items)) {
    return `a list, each ${typeWords({ schema: items, file })}`;
  }
  return listWords(names);
}

const words: { readonly [type: string]: string } = {
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'a map',
  array: 'a list',
  any: 'any value',
};

/** What stands beside a reference is said of this key, and counts before what the reference says. */
function follow({ schema, file }: Located): Located {
  const { $ref: reference, ...own } = schema;
  if (typeof reference !== 'string') return { schema, file };
  const [name = '', pointer = ''] = reference.split('#');
  const found = schemaAt(name === '' ? file : name, pointer);
  return { schema: { ...found.schema, ...own }, file: found.file };
}

/** Of a value that is one thing or a list of them: the thing. */
function bothForms({ schema, file }: Located): Located {
  if (isObject(schema['properties'])) return { schema, file };
  for (const form of ['else', 'then', 'items'] as const) {
    const part = schema[form];
    if (!isObject(part)) continue;
    const found = bothForms(follow({ schema: part, file }));
    if (isObject(found.schema['properties'])) return found;
  }
  return { schema, file };
}

export function mapOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
