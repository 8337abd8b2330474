import { expect, test } from 'vitest';
import { planned, scenario } from './plan.ts';

const files = {
  'one.yaml': scenario('tags: [smoke]\n').replace('[rest]', '[rest, sdk]').replace('A question', 'Why is it Blue'),
  'deep/two.yaml': `${scenario('tags: [smoke, slow]\n')}matrix:
  n:
    - 1
    - 2
  model: [x, y]
  include:
    - n: 3
      model: z
`,
};
const two = (...rows: string[]) => rows.map((row) => `deep/two[${row},transport=rest]`);

const selections: [string, Parameters<typeof planned>[1], string[]][] = [
  ['a tag expression', { tags: 'smoke and not slow' }, ['one[transport=rest]', 'one[transport=sdk]']],
  ['a part of the id', { grep: 'n=3' }, two('n=3,model=z')],
  ['a part of the title, in any case', { grep: 'BLUE' }, ['one[transport=rest]', 'one[transport=sdk]']],
  ['a transport', { transports: ['sdk'] }, ['one[transport=sdk]']],
  ['the id of a case', { targets: ['one[transport=sdk]'] }, ['one[transport=sdk]']],
  [
    'ids of cases, in the order of the suite',
    { targets: ['deep/two[n=2,model=y,transport=rest]', 'deep/two[n=1,model=x,transport=rest]'] },
    two('n=1,model=x', 'n=2,model=y'),
  ],
  ['the line of a value', { targets: ['deep/two.yaml:9'] }, two('n=2,model=x', 'n=2,model=y')],
  ['a line of an entry of include', { targets: ['deep/two.yaml:13'] }, two('n=3,model=z')],
  [
    'a line that is of no row: the scenario',
    { targets: ['deep/two.yaml:2'] },
    two('n=1,model=x', 'n=1,model=y', 'n=2,model=x', 'n=2,model=y', 'n=3,model=z'),
  ],
  [
    'a line and a case',
    { targets: ['deep/two:13', 'deep/two[n=1,model=x,transport=rest]'] },
    two('n=1,model=x', 'n=3,model=z'),
  ],
  [
    'a case and its scenario as a whole',
    { targets: ['one[transport=sdk]', 'one'] },
    ['one[transport=rest]', 'one[transport=sdk]'],
  ],
];

test.each(selections)('%s selects', async (_, planning, ids) => {
  const { ids: found, said } = await planned(files, planning);
  expect(said).toEqual([]);
  expect(found).toEqual(ids);
});

const inVain: [Parameters<typeof planned>[1], string[]][] = [
  [{ tags: 'smok' }, ['unknown-tag: --tag names "smok", which is not registered in suite.yaml · did you mean smoke?']],
  [{ tags: 'smoke and' }, ['tag-expression: --tag "smoke and": a tag is missing at the end']],
  [
    { tags: 'not smoke' },
    [
      'no-match: none of the 2 scenarios has a case that fits --tag "not smoke" · vertex-scenarios list shows what there is',
    ],
  ],
  [
    { tags: 'slow', grep: 'zebra', transports: ['sdk'] },
    [
      'no-match: none of the 2 scenarios has a case that fits --tag "slow" and --grep "zebra" and --transport sdk · vertex-scenarios list shows what there is',
    ],
  ],
  [
    { targets: ['one[transport=sdl]'] },
    ['nothing-matched: one has no case one[transport=sdl] · it has one[transport=sdk]'],
  ],
  [{ targets: ['one:99'] }, ['nothing-matched: one.yaml has no line 99 · it has 5']],
  [{ endpoint: 'manged' }, ['unknown-endpoint: there is no endpoint "manged" in the suite · did you mean managed?']],
  [
    { origin: 'http://x/y' },
    ['origin: --origin http://x/y is no origin · write scheme, host and port: http://127.0.0.1:8080'],
  ],
  [
    { origin: 'localhost:8080' },
    ['origin: --origin localhost:8080 is no origin · write scheme, host and port: http://127.0.0.1:8080'],
  ],
  [
    { origin: 'http://me:pw@x' },
    ['origin: --origin http://me:pw@x is no origin · write scheme, host and port: http://127.0.0.1:8080'],
  ],
  [
    { origin: 'http://[::1' },
    ['origin: --origin http://[::1 is no origin · write scheme, host and port: http://127.0.0.1:8080'],
  ],
  [
    { set: { modle: 'x' } },
    ['unused-set: --set modle: no scenario uses vars.modle among those selected · did you mean model?'],
  ],
];

test.each(inVain)('%j is told', async (planning, said) => {
  expect((await planned(files, planning)).said).toEqual(said);
});

const variables = {
  'a.yaml': scenario('vars: { size: "${{ vars.unit }}", unit: cm }\n', '{ user: "${{ vars.size }}" }'),
  'b.yaml': scenario('vars: { unit: cm }\n', '{ user: "no expression, vars.unit" }'),
};

test('a variable is used where a case asks for it, also by way of another', async () => {
  expect((await planned(variables, { set: { unit: 'm' } })).said).toEqual([]);
});

test('a variable is not used by what is not selected, nor by text that only looks so', async () => {
  expect((await planned(variables, { set: { unit: 'm' }, targets: ['b'] })).said).toEqual([
    'unused-set: --set unit: no scenario uses vars.unit among those selected · they use no variables',
  ]);
});
