import { expect, test } from 'vitest';
import { planned, scenario } from './plan.ts';

test('without a matrix an id is that of the scenario and its transport', async () => {
  const both = scenario().replace('transports: [rest]\n', '');
  expect((await planned({ 'deep/a.yaml': both })).ids).toEqual(['deep/a[transport=rest]', 'deep/a[transport=sdk]']);
});

const rows: [string, string, string[]][] = [
  ['axes in their order', 'matrix: { b: [1, 2], a: [x] }', ['b=1,a=x', 'b=2,a=x']],
  [
    'other characters are encoded',
    'matrix: { model: ["google/gemini 3:8", "ü,=["] }',
    ['model=google/gemini%203%3A8', 'model=%C3%BC%2C%3D%5B'],
  ],
  ['numbers, booleans and null as text', 'matrix: { n: [1.5, true, null] }', ['n=1.5', 'n=true', 'n=null']],
  ['maps as a hash', 'matrix: { n: [{ a: 1 }] }', ['n=015abd7f']],
  [
    'long texts as a hash',
    `matrix: { n: [${'a'.repeat(40)}, ${'a'.repeat(41)}] }`,
    [`n=${'a'.repeat(40)}`, 'n=18a3c568'],
  ],
  [
    'columns of include behind the axes',
    'matrix: { n: [1, 2], include: [{ n: 2, more: x }, { n: 3 }] }',
    ['n=1', 'n=2,more=x', 'n=3'],
  ],
  ['expressions by their text', 'matrix: { n: ["${{ env.N }}"] }', ['n=%24%7B%7B%20env.N%20%7D%7D']],
  ['values of a variable that is a list', 'vars: { all: [a, b] }\nmatrix: { n: "${{ vars.all }}" }', ['n=a', 'n=b']],
  [
    'values of a spread',
    'vars: { all: [a, "${{ env.N }}"] }\nmatrix: { n: [1, "${{ ...vars.all }}"] }',
    ['n=1', 'n=a', 'n=%24%7B%7B%20env.N%20%7D%7D'],
  ],
];

test.each(rows)('%s', async (_, matrix, expected) => {
  const { ids, said } = await planned({ 'a.yaml': scenario(`${matrix}\n`) }, { env: { N: 'from here' } });
  expect(said).toEqual([]);
  expect(ids.map((id) => /^a\[(.*),transport=rest\]$/.exec(id)?.[1])).toEqual(expected);
});

test('ids are the same in every environment, values are not', async () => {
  const files = { 'a.yaml': scenario('matrix: { n: ["${{ env.N }}", x] }\n', '{ model: m, n: "${{ matrix.n }}" }') };
  const here = await planned(files, { env: { N: 'here' } });
  const there = await planned(files, { env: { N: 'there' } });
  expect(here.ids).toEqual(there.ids);
  expect(here.cases[0]?.row).toEqual({ n: 'here' });
  expect(there.cases[0]?.row).toEqual({ n: 'there' });
});
