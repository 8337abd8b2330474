import { expect, test } from 'vitest';
import { resolveReferences } from '../../src/schema/references.ts';
import { filesOf, noFiles, problemsOf, say } from './compile.ts';

const event = { $defs: { day: { enum: ['Friday', 'Saturday'] } }, properties: { date: { $ref: '#/$defs/day' } } };

test('a $ref reaches files, a part of a file, and what that refers to in turn', async () => {
  const files = filesOf({
    'managed/event.yaml': event,
    'shared/list.json': { items: { $ref: '../managed/event.yaml' }, type: 'array' },
  });
  expect(await say({ $ref: 'event.yaml' }, { date: 'Monday' }, files)).toEqual([
    'date of the content is "Monday", not "Friday" or "Saturday"',
  ]);
  expect(await say({ $ref: 'event.yaml#/$defs/day' }, 'Friday', files)).toEqual([]);
  expect(await say({ $ref: '/shared/list.json' }, [{ date: 'Friday' }, { date: 'x' }], files)).toEqual([
    '[1].date of the content is "x", not "Friday" or "Saturday"',
  ]);
});

test('a $ref reaches the built-in schema of a completion', async () => {
  const schema = { $ref: 'vertex-scenarios:completion' };
  expect(await say(schema, { choices: [] })).toEqual([]);
  expect((await say(schema, { choices: 5 })).length).toBeGreaterThan(0);
});

test('a $ref inside of const, enum or default is data', async () => {
  const data = { $ref: 'http://example.com/' };
  expect(await problemsOf({ const: data })).toEqual([]);
  expect(await problemsOf({ enum: [data], default: data, examples: [data] })).toEqual([]);
});

test.each([
  ['http://example.com/event.json', 'http://example.com/event.json is not in the suite', 'copy it into the suite'],
  ['//example.com/event.json', '//example.com/event.json is not in the suite', 'copy it into the suite'],
  ['file:///etc/passwd', 'file:///etc/passwd is not in the suite', 'copy it into the suite'],
  ['vertex-scenarios:answer', 'there is no built-in schema', 'the built-in schema is vertex-scenarios:completion'],
  ['nowhere.yaml', 'there is no file nowhere.yaml', undefined],
  ['#/$defs/dai', '#/$defs/dai leads to nothing: this schema has no /$defs/dai', 'did you mean "day"?'],
  ['#day', '#day names an anchor, and anchors are not read', 'write the way to it, such as #/$defs/name'],
])('a $ref to %s is a problem at its place', async ($ref, message, help) => {
  const problems = await problemsOf({ $defs: event.$defs, properties: { date: { $ref } } });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    code: 'bad-reference',
    path: ['properties', 'date', '$ref'],
    message: expect.stringContaining(message),
    ...(help !== undefined && { help }),
  });
});

test('a $ref inside of a file to what is not there names the file', async () => {
  const files = filesOf({ 'managed/event.yaml': { $ref: '#/$defs/none' } });
  expect(await problemsOf({ $ref: 'event.yaml' }, files)).toMatchObject([
    { path: ['$ref'], message: '#/$defs/none leads to nothing: managed/event.yaml has no /$defs/none' },
  ]);
});

test('a fragment that is not encoded as it should be is a problem, not a crash', async () => {
  expect(await problemsOf({ $ref: '#/$defs/50%', $defs: { '50%': { type: 'string' } } })).toMatchObject([
    { code: 'bad-schema', message: expect.stringContaining('percent-encoding') },
  ]);
});

test('all problems of all references are told at once', async () => {
  const schema = { allOf: [{ $ref: 'a.yaml' }, { $ref: 'b.yaml' }, { $ref: 'ftp://c/' }] };
  expect(await problemsOf(schema)).toHaveLength(3);
});

test('what is taken in stands in the definitions once, however often it is named', async () => {
  const files = filesOf({ 'managed/event.yaml': event });
  const schema = { allOf: [{ $ref: 'event.yaml' }, { $ref: 'event.yaml' }], $defs: { own: true } };
  const resolved = await resolveReferences(schema, files);
  expect(resolved.taken.map(({ name }) => name)).toEqual(['managed/event.yaml#', 'managed/event.yaml#/$defs/day']);
  expect(Object.keys((resolved.schema as { $defs: object }).$defs)).toEqual(['own', 'taken-0', 'taken-1']);
});

test('a schema without references stays as it is', async () => {
  expect(await resolveReferences({ type: 'string' }, noFiles)).toEqual({
    schema: { type: 'string' },
    taken: [],
    problems: [],
  });
});
