import { expect, test } from 'vitest';
import { problemsOf, say } from './compile.ts';

test('includes and excludes take a text or a list of texts', async () => {
  const text = 'Mira found a magic backpack';
  expect(await say({ includes: 'backpack', excludes: 'sword' }, text)).toEqual([]);
  expect(await say({ includes: ['Mira', 'magic'], excludes: ['sword', 'dragon'] }, text)).toEqual([]);
  expect(await say({ includes: ['Mira', 'sword', 'dragon'] }, text)).toEqual([
    'the content does not contain "sword" and "dragon"',
  ]);
  expect(await say({ excludes: 'magic' }, text)).toEqual(['the content contains "magic"']);
});

test('texts are told by their letters, not as patterns', async () => {
  expect(await say({ includes: 'a.c' }, 'abc')).toHaveLength(1);
  expect(await say({ includes: 'Paris' }, 'paris')).toHaveLength(1);
});

test('both are about text, and hold deeper down too', async () => {
  expect(await say({ includes: 'a' }, null)).toEqual(['the content is null, not a string']);
  expect(await say({ properties: { city: { includes: 'Par' } } }, { city: 'London' })).toEqual([
    'city of the content does not contain "Par"',
  ]);
});

test('two that differ do not disturb one another', async () => {
  const schema = { allOf: [{ includes: 'a' }, { includes: 'b' }], type: 'string' };
  expect(await say(schema, 'c')).toEqual(['the content does not contain "a"', 'the content does not contain "b"']);
  expect(await say(schema, 'a')).toEqual(['the content does not contain "b"']);
});

test.each([5, {}, [], [5], null])('includes of %j is a problem', async (includes) => {
  expect((await problemsOf({ includes })).map(({ path }) => path[0])).toContain('includes');
});
