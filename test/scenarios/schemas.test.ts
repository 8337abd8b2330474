import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { facets } from '../../src/contract/facets.ts';
import { profileNames } from '../../src/contract/profiles.ts';
import { ruleIds } from '../../src/contract/rules.ts';
import { valueAt } from '../../src/lib/json-pointer.ts';

const folder = join(import.meta.dirname, '../../schemas');
const names = ['scenario', 'suite', 'defaults'] as const;
const schemas = Object.fromEntries(names.map((name) => [name, read(`${name}.schema.json`)]));

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** The value at a JSON Pointer of a schema. */
function at(name: (typeof names)[number], pointer: string): unknown {
  return valueAt(schemas[name], pointer.split('/').slice(1));
}

const keysAt = (name: (typeof names)[number], pointer: string): string[] => Object.keys(Object(at(name, pointer)));

test('the schemas know every rule of the contract, and no other', () => {
  expect(keysAt('defaults', '/properties/contract/properties/rules/properties')).toEqual(ruleIds);
  expect(at('defaults', '/$defs/facets/properties/findings/items/enum')).toEqual(ruleIds);
  expect(at('suite', '/properties/quirks/items/properties/rule/enum')).toEqual(ruleIds);
});

test('the schemas know every facet and every profile, and no other', () => {
  const known = keysAt('defaults', '/$defs/facets/properties');
  expect(known.filter((name) => name !== 'when')).toEqual(Object.keys(facets));
  expect(at('defaults', '/properties/profile/enum')).toEqual([...profileNames, null]);
});

test('what does not run yet is in the schemas all the same', () => {
  expect(keysAt('scenario', '/$defs/reply/properties')).toContain('recording');
});

test('all that defaults may hold, a scenario may hold', () => {
  expect(keysAt('scenario', '/properties')).toEqual(expect.arrayContaining(keysAt('defaults', '/properties')));
});

test.each(names)('in %s every reference leads somewhere, by a path an editor can follow', (name) => {
  const wrong = nodesOf(schemas[name]).flatMap(({ node, pointer }) => {
    const ref = node['$ref'];
    if (typeof ref !== 'string') return [];
    const [file, inside = ''] = ref.split('#');
    const target = file ? read(file) : schemas[name];
    return valueAt(target, inside.split('/').slice(1)) === undefined ? [`${pointer}: ${ref}`] : [];
  });
  expect(wrong).toEqual([]);
});

test.each(names)('in %s every key has words that an editor can show', (name) => {
  const wrong = nodesOf(schemas[name]).flatMap(({ node, pointer }) =>
    Object.entries(Object(node['properties'])).flatMap(([key, schema]) =>
      // In a condition, and where a key is only referred to, its words stand elsewhere.
      typeof schema === 'boolean' || pointer.endsWith('/if') || describes(name, schema) ? [] : [`${pointer}/${key}`],
    ),
  );
  expect(wrong).toEqual([]);
});

test('each schema has the name of its file, so that references mean the same to an editor and to ajv', () => {
  expect(globSync('{scenario,suite,defaults}.schema.json', { cwd: folder })).toHaveLength(3);
  for (const name of names) expect(at(name, '/$id')).toBe(`${name}.schema.json`);
});

/** Has a schema a description, itself or where it refers to? */
function describes(name: (typeof names)[number], schema: unknown): boolean {
  const { description, $ref } = Object(schema);
  if (typeof description === 'string') return description.length > 3;
  if (typeof $ref !== 'string') return false;
  const [file = '', inside = ''] = $ref.split('#');
  const other = names.find((one) => file === `${one}.schema.json`) ?? name;
  return describes(other, valueAt(schemas[other], inside.split('/').slice(1)));
}

/** Every map in a schema, with its JSON Pointer; examples are no schemas. */
function nodesOf(value: unknown, pointer = ''): { node: Record<string, unknown>; pointer: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.entries(value)
    .filter(([key]) => key !== 'examples')
    .flatMap(([key, item]) => nodesOf(item, `${pointer}/${key}`));
  return Array.isArray(value) ? below : [{ node: value as Record<string, unknown>, pointer }, ...below];
}
