import { expect, test } from 'vitest';
import { planned, scenario } from './plan.ts';

async function rows(matrix: string) {
  const { cases, said } = await planned({ 'a.yaml': scenario(`matrix: ${matrix}\n`) });
  return said.length > 0 ? said : cases.map(({ row }) => row);
}

// The examples of https://docs.github.com/actions/using-jobs/using-a-matrix-for-your-jobs, with these semantics.
test('every combination, the last axis fastest', async () => {
  expect(await rows('{ a: [1, 2], b: [x, y] }')).toEqual([
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { a: 2, b: 'x' },
    { a: 2, b: 'y' },
  ]);
});

test('include extends rows it does not contradict, overwrites what was added, and else makes a row', async () => {
  const matrix = `{ fruit: [apple, pear], animal: [cat, dog], include: [
    { color: green }, { color: pink, animal: cat }, { fruit: apple, shape: circle }, { fruit: banana },
    { fruit: banana, animal: cat } ] }`;
  expect(await rows(matrix)).toEqual([
    { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
    { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
    { fruit: 'pear', animal: 'cat', color: 'pink' },
    { fruit: 'pear', animal: 'dog', color: 'green' },
    { fruit: 'banana' },
    { fruit: 'banana', animal: 'cat' },
  ]);
});

test('include alone makes rows', async () => {
  expect(await rows('{ include: [{ site: a, n: 1 }, { site: b }] }')).toEqual([{ site: 'a', n: 1 }, { site: 'b' }]);
});

test('exclude drops what it matches in part, before include adds', async () => {
  expect(
    await rows('{ a: [1, 2], b: [x, y], exclude: [{ a: 1, b: x }, { b: y }], include: [{ a: 1, b: y }] }'),
  ).toEqual([
    { a: 2, b: 'x' },
    { a: 1, b: 'y' },
  ]);
});

test('values are compared as JSON, whatever the order of keys', async () => {
  expect(await rows('{ a: [{ x: 1, y: 2 }, 3], exclude: [{ a: { y: 2, x: 1 } }] }')).toEqual([{ a: 3 }]);
});

test('exclude may name a transport, which drops cases', async () => {
  const files = {
    'a.yaml': scenario('matrix: { n: [1, 2], exclude: [{ n: 1, transport: sdk }] }\n').replace('[rest]', '[rest, sdk]'),
  };
  expect((await planned(files)).ids).toEqual([
    'a[n=1,transport=rest]',
    'a[n=2,transport=rest]',
    'a[n=2,transport=sdk]',
  ]);
});

test('values come from env and vars, and from nothing else', async () => {
  expect(await rows('{ n: ["${{ vars.place }}", "${{ env.X }}"] }')).toEqual([{ n: 'Paris' }, { n: 'X' }]);
  expect(await rows('{ a: [1], n: ["${{ matrix.a }}"] }')).toEqual([
    expect.stringContaining('expression: matrix is not defined'),
  ]);
});

test('neither a secret nor a row can be a value, also not behind a variable', async () => {
  const began = 'is not defined · an expression here begins with env or vars';
  expect(await rows('{ n: ["${{ secrets.X }}"] }')).toEqual([`a.yaml:5:15+18 expression: secrets ${began}`]);
  expect(await rows('{ n: ["${{ vars.x }}"] }\nvars: { x: "${{ secrets.X }}" }')).toEqual([
    `a.yaml:6:12+18 expression: secrets ${began}`,
  ]);
  expect(await rows('{ n: [1], m: ["${{ vars.x }}"] }\nvars: { x: "${{ matrix.n }}" }')).toEqual([
    `a.yaml:6:12+17 expression: matrix ${began}`,
  ]);
});

test('what is wrong with a value is told at that value', async () => {
  expect(
    await rows('\n  n:\n    - 1\n    - ${{ vars.plce }}\n  include:\n    - { n: 2 }\n    - { n: "${{ vars.x" }'),
  ).toEqual([
    'a.yaml:8:7+16 expression: vars.plce is not defined · did you mean vars.place?',
    'a.yaml:11:12+12 expression: an expression is not closed with }}',
  ]);
});

test('what an expression brings in is held against the schema: no row is lost in silence', async () => {
  expect(await rows('{ n: [1], include: [{ m: 2 }, "${{ vars.place }}"] }')).toEqual([
    'a.yaml:5:39+19 wrong-type: "matrix.include[1]" must be a map, but it is "Paris"',
  ]);
  expect(await rows('{ m: [1], n: "${{ vars.place }}" }')).toEqual([
    'a.yaml:5:22+19 wrong-type: "matrix.n" must be a list, but it is "Paris" · write [Paris]',
  ]);
  expect(await rows('{ n: [1], include: "${{ vars.rows }}" }\nvars: { rows: [{ m: 2 }] }')).toEqual([{ n: 1, m: 2 }]);
});

test('omit removes a value, an entry and an axis', async () => {
  const matrix = '{ a: [1, "${{ omit }}"], b: "${{ omit }}", include: ["${{ omit }}", { c: 3 }] }';
  expect(await rows(matrix)).toEqual([{ a: 1, c: 3 }]);
});

test('a matrix that leaves nothing is told', async () => {
  expect(await rows('{ n: [1], exclude: [{ n: 1 }] }')).toEqual([
    'a.yaml:5:9+31 no-cases: the matrix leaves no case · its exclude drops every row, or its lists are empty',
  ]);
});

test('two rows with one id are told', async () => {
  expect(await rows('{ n: [1, "1"] }')).toEqual([
    'a.yaml:5:9+15 duplicate-case: two rows of the matrix have the id a[n=1,transport=rest] · let their values differ as text',
  ]);
});

test('too many rows are counted, not made', async () => {
  const axis = `[${Array.from({ length: 100 }, (_, n) => n).join(', ')}]`;
  expect(await rows(`{ a: ${axis}, b: ${axis}, c: ${axis}, d: ${axis} }`)).toEqual([
    expect.stringContaining('matrix-too-large: the matrix has 100,000,000 rows; 50,000 rows are the most'),
  ]);
});
