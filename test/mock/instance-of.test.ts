import { expect, test } from 'vitest';
import { instanceOf } from '../../src/mock/instance-of.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { normaliseOpenApi } from '../../src/schema/normalise-openapi.ts';
import { compileRequestSchema } from '../../src/schema/request.ts';

const person = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };

/** An instance is judged by the same engine that judges answers. */
const schemas: { readonly [title: string]: Json } = {
  'anything at all': {},
  'a closed object': { ...person, additionalProperties: false },
  'an object of which only the properties are said': { properties: { a: { type: 'integer' } }, required: ['a', 'b'] },
  'as many fields as are wanted': { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 2 },
  'a list with as many items as are wanted': { type: 'array', items: person, minItems: 3 },
  'a list that must be empty': { type: 'array', maxItems: 0 },
  'a list of different values': { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 3, uniqueItems: true },
  'a list of different numbers': {
    type: 'array',
    items: { type: 'integer', minimum: 1, maximum: 3 },
    minItems: 3,
    uniqueItems: true,
  },
  'a list of different texts': { type: 'array', items: { type: 'string' }, minItems: 2, uniqueItems: true },
  'a tuple': { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
  'a list that contains': { type: 'array', contains: { const: 5 }, minItems: 2 },
  'a list inside of itself': {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
        required: ['name', 'children'],
      },
    },
  },
  'a chain that ends in null': {
    type: 'object',
    properties: { value: { type: 'integer' }, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
    required: ['value', 'next'],
  },
  'a whole number between limits': { type: 'integer', exclusiveMinimum: 7, exclusiveMaximum: 9 },
  'a whole number of a fraction': { type: 'integer', multipleOf: 2.5, minimum: 1 },
  'a multiple between limits': { type: 'integer', multipleOf: 5, minimum: 7, maximum: 12 },
  'a fraction between limits': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  'a number below zero': { type: 'number', maximum: -3.5 },
  'a multiple below zero': { type: 'integer', exclusiveMaximum: 0, multipleOf: 4 },
  'a text of a length': { type: 'string', minLength: 20, maxLength: 22 },
  'a text that is short': { type: 'string', maxLength: 2 },
  'a text with a pattern': { type: 'string', pattern: '^[A-Z]{3}-\\d{4,6}$' },
  'a text with a pattern and a length': { type: 'string', pattern: '^[a-z]+$', minLength: 12 },
  'all of several': { allOf: [person, { properties: { b: { const: 4 } }, required: ['b'] }, true] },
  'one of several': { oneOf: [{ ...person, required: ['name', 'x'] }, { type: 'null' }] },
  'one of several beside its own fields': {
    type: 'object',
    properties: { kind: { type: 'string' } },
    required: ['kind'],
    anyOf: [{ properties: { kind: { const: 'circle' }, r: { type: 'number' } }, required: ['r'] }],
  },
  'a reference with more beside it': { $ref: '#/$defs/person', required: ['age'], $defs: { person } },
  'OpenAPI words': { type: 'OBJECT', properties: { at: { type: 'STRING', format: 'date-time', nullable: true } } },
  'every format': {
    type: 'object',
    properties: Object.fromEntries(
      ['date', 'time', 'date-time', 'duration', 'uri', 'uri-reference', 'uri-template', 'url', 'email', 'hostname']
        .concat(['ipv4', 'ipv6', 'uuid', 'json-pointer', 'relative-json-pointer', 'regex', 'byte', 'iso-time'])
        .map((format) => [format, { type: 'string', format }]),
    ),
  },
};

test.each(Object.entries(schemas))('an instance fits: %s', async (_, written) => {
  const schema = normaliseOpenApi(written);
  const compiled = await compileRequestSchema(written);
  if (compiled.kind !== 'compiled') throw new Error(compiled.reason);
  const instance = instanceOf(schema);
  expect(instance).not.toBeUndefined();
  expect(compiled.validate(instance, 'the instance')).toEqual([]);
});

test('an instance has every property there can be', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'boolean' }, c: { $ref: '#' } } };
  expect(instanceOf(schema)).toEqual({ a: 'text', b: true });
});

test.each<[string, Json]>([
  ['nothing fits', false],
  ['it never ends', { $ref: '#' }],
  ['a part that is required never ends', { properties: { next: { $ref: '#' } }, required: ['next'] }],
  ['its reference leads nowhere', { $ref: '#/$defs/none' }],
  ['no number lies between its limits', { type: 'integer', minimum: 2, maximum: 1 }],
])('there is no instance where %s', (_, schema) => {
  expect(instanceOf(schema)).toBeUndefined();
});

test('a schema that branches without end is given up soon', () => {
  const $defs: { [name: string]: JsonObject } = {};
  for (let n = 0; n < 64; n += 1) {
    const next = { $ref: `#/$defs/d${n + 1}` };
    $defs[`d${n}`] = { type: 'object', properties: { left: next, right: next }, required: ['left', 'right'] };
  }
  $defs['d64'] = { type: 'null' };
  const start = performance.now();
  expect(instanceOf({ $ref: '#/$defs/d0', $defs })).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(2000);
});
