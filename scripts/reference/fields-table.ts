import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { profileNames } from '../../src/contract/profiles.ts';
import { isObject } from '../../src/lib/is-object.ts';
import { listWords } from '../../src/lib/list-words.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { ProfileName } from '../../src/model/names.ts';
import { code, table } from './markdown.ts';

const folder = join(import.meta.dirname, '../../schemas/profiles');

/** The fields that the response schemas of the profiles know: their type, and in which profiles they must be there. */
export function fieldsTable(kind: 'body' | 'chunk'): string {
  const rows = new Map<string, { type: string; required: ProfileName[] }>();
  for (const profile of profileNames) {
    const name = `${profile}${kind === 'chunk' ? '-chunk' : ''}.schema.json`;
    visit(load(name), name, '', (path, type, required) => {
      const row = rows.get(path) ?? { type, required: [] };
      rows.set(path, row);
      // What a profile says beside the parts that all share is the narrower word.
      if (type.length < row.type.length) row.type = type;
      if (required && !row.required.includes(profile)) row.required.push(profile);
    });
  }
  return table(
    ['field', 'is', 'must be there'],
    [...rows].map(([path, { type, required }]) => [code(path), type, who(required)]),
  );
}

function who(profiles: readonly ProfileName[]): string {
  if (profiles.length === 0) return '';
  return profiles.length === profileNames.length ? 'always' : listWords(profiles.map(code), 'and');
}

type Tell = (path: string, type: string, required: boolean) => void;

function visit(schema: JsonObject, file: string, path: string, tell: Tell): void {
  const { $ref: reference, allOf } = schema;
  if (typeof reference === 'string') visit(...follow(reference, file), path, tell);
  for (const each of listOf(allOf)) visit(each, file, path, tell);
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
  for (const [name, field] of Object.entries(objectAt(schema, 'properties'))) {
    if (!isObject(field)) continue;
    const at = path === '' ? name : `${path}.${name}`;
    tell(at, typeOf(field, file), required.includes(name));
    visit(field, file, at, tell);
  }
  const items = schema['items'];
  if (isObject(items)) visit(items, file, `${path}[]`, tell);
  // `function` or `custom`, whichever the type says.
  const otherwise = objectAt(schema, 'else');
  for (const name of Array.isArray(otherwise['required']) ? (otherwise['required'] as readonly Json[]) : []) {
    tell(`${path}.${String(name)}`, 'object', true);
  }
}

function typeOf(field: JsonObject, file: string): string {
  const { $ref: reference, type, const: only, minLength, minimum } = field;
  if (typeof reference === 'string') {
    const [schema, other] = follow(reference, file);
    return typeOf(schema, other);
  }
  if (only !== undefined) return code(JSON.stringify(only));
  const types = (Array.isArray(type) ? (type as readonly Json[]) : [type ?? 'anything']).map((each) =>
    words(String(each)),
  );
  const more = minLength === 1 ? ', not empty' : minimum === 0 ? ', 0 or more' : '';
  return listWords(types) + more;
}

function words(type: string): string {
  return { string: 'text', array: 'list', object: 'map' }[type] ?? type;
}

function follow(reference: string, file: string): [JsonObject, string] {
  const [name = '', pointer = ''] = reference.split('#');
  const other = name === '' ? file : name;
  let at: JsonObject = load(other);
  for (const part of pointer.split('/').filter((each) => each !== '')) at = objectAt(at, part);
  return [at, other];
}

function load(name: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as JsonObject;
}

function objectAt(holder: JsonObject, key: string): JsonObject {
  const value = holder[key];
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((each) => isObject(each)) : [];
}
