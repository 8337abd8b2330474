import { expect, test } from 'vitest';
import { planned, request, scenario, suite } from './plan.ts';

test('on mocks what is not set stands for its name, and secrets always do', async () => {
  const files = { 'a.yaml': scenario('', '{ a: "${{ env.SET }}", b: "${{ env.UNSET }}", c: "${{ secrets.SET }}" }') };
  expect(await request(files, { env: { SET: 'here' } })).toEqual({ a: 'here', b: 'UNSET', c: 'SET' });
  expect(await request(files, { unset: (name) => `no-${name}` })).toEqual({ a: 'no-SET', b: 'no-UNSET', c: 'no-SET' });
});

test('a case knows its own names', async () => {
  const { cases } = await planned({
    'deep/a.yaml': scenario(
      'matrix: { n: [1] }\nheaders: { x-case: "${{ case.id }}" }\n',
      '{ a: "${{ case.scenario }} ${{ case.transport }}", n: "${{ matrix.n }}" }',
    ),
  });
  expect(cases[0]?.steps[0]).toMatchObject({
    headers: { 'x-case': 'deep/a[n=1,transport=rest]' },
    request: { json: { a: 'deep/a rest', n: 1 } },
  });
});

test('variables may name one another, in any order', async () => {
  const vars = 'vars: { a: "${{ vars.b }}!", b: "${{ vars.place }}" }\n';
  expect(await request({ 'a.yaml': scenario(vars, '{ a: "${{ vars.a }}" }') })).toEqual({ a: 'Paris!' });
});

test('an endpoint knows the variables of the scenario and its row', async () => {
  const { cases } = await planned({
    'suite.yaml': suite.replace('location: global', 'location: "${{ vars.location }}"'),
    'a.yaml': scenario('matrix: { location: [us, eu] }\nvars: { location: "${{ matrix.location }}" }\n'),
  });
  expect(cases.map(({ endpoint }) => endpoint.location)).toEqual(['us', 'eu']);
});

test('the profile follows from the kind of the endpoint, and from the publisher of the model', async () => {
  const profile = async (more: string, body = '{ model: google/gemini-3.8-flash }') =>
    (await planned({ 'a.yaml': scenario(more, body) })).cases[0]?.profile;
  expect(await profile('')).toBe('vertex-gemini');
  expect(await profile('', '{}')).toBe('vertex-gemini');
  expect(await profile('', '{ model: meta/llama-4 }')).toBe('open-model');
  expect(await profile('endpoint: own\n')).toBe('openai');
  expect(await profile('endpoint: own\nprofile: gemini\n')).toBe('gemini');
});

const wrong: [string, string, string][] = [
  [
    'a variable that is omitted',
    scenario('vars: { a: "${{ omit }}" }\nexpect: { content: "${{ vars.a }}" }\n'),
    'a.yaml:6:20+15 expression: vars.a is not defined',
  ],
  [
    'a name that is not defined',
    scenario('expect: { content: "${{ vars.plce }}" }\n'),
    'a.yaml:5:20+18 expression: vars.plce is not defined · did you mean vars.place?',
  ],
  [
    'an endpoint by an expression',
    scenario('endpoint: "${{ vars.place }}"\n'),
    'a.yaml:5:11+19 unknown-endpoint: there is no endpoint "Paris" in the suite · the suite has managed and own',
  ],
  ['a status by an expression', scenario('expect: { status: "${{ vars.model }}" }\n'), 'a.yaml:5:19+19'],
  ['a header that becomes a list', scenario('vars: { l: [1] }\nheaders: { x: "${{ vars.l }}" }\n'), 'a.yaml:6:15+15'],
  [
    'a circle',
    scenario('vars: { a: "${{ vars.b }}", b: "${{ vars.a }}" }\nexpect: { content: "${{ vars.a }}" }\n'),
    'a.yaml:5:12+15 expression: vars.a refers to itself · the circle is vars.a → vars.b → vars.a',
  ],
  [
    'a step where there are none',
    scenario('expect: { content: "${{ steps.a.message.content }}" }\n'),
    'a.yaml:5:20+32 expression: steps is not defined',
  ],
  [
    'a later step',
    'version: 1\ntitle: Two\ntransports: [rest]\nsteps:\n  - { id: a, request: { user: "${{ steps.b.status }}" } }\n  - { id: b, request: {} }\n',
    'a.yaml:5:31+23 expression: the step b is not answered yet at this place · a step knows the steps before it',
  ],
  [
    'the step itself',
    'version: 1\ntitle: One\ntransports: [rest]\nsteps:\n  - { id: a, request: { user: "${{ steps.a.status }}" } }\n',
    'a.yaml:5:31+23 expression: the step a is not answered yet at this place',
  ],
];

test.each(wrong)('%s is told at its place', async (_, text, told) => {
  const { said } = await planned({ 'a.yaml': text });
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(told);
});

test('a place that is no place is told, be it written or filled in', async () => {
  const location = (text: string) => ({
    'suite.yaml': suite.replace('location: global', `location: "${text}"`),
    'a.yaml': scenario(),
  });
  await expect(planned(location('us/../x'))).rejects.toThrow('the name of a location');
  const { said } = await planned(location('${{ env.PLACE }}'), { env: { PLACE: 'evil.example/' } });
  expect(said).toEqual([expect.stringContaining('suite.yaml:4:')]);
  expect(said[0]).toContain('the name of a location');
  expect((await planned(location('${{ env.PLACE }}'), { env: { PLACE: 'us-central1' } })).said).toEqual([]);
});

test.each([
  ['${{ vars.place }}', 'it is "Paris"'],
  ['${{ omit }}', 'it is empty'],
])('an endpoint that becomes %s is told: no case is lost in silence', async (text, told) => {
  const { said } = await planned({
    'suite.yaml': suite.replace(/managed: .*/, `managed: "${text}"`),
    'a.yaml': scenario(),
    'b.yaml': scenario('endpoint: own\n'),
  });
  expect(said).toEqual([
    `suite.yaml:4:12+${text.length + 2} wrong-type: "endpoints.managed" must be a map, but ${told}`,
  ]);
});

test('an endpoint that no case sends to is read all the same', async () => {
  const said = async (text: string, more = '') =>
    (await planned({ 'suite.yaml': suite.replace('127.0.0.1:8000', text), 'a.yaml': scenario(more) })).said;
  expect(await said('${{ vars.prot }}')).toEqual(['suite.yaml:5:34+28 expression: vars.prot is not defined']);
  expect(await said('${{ vars.prot')).toEqual(['suite.yaml:5:34+25 expression: an expression is not closed with }}']);
  expect(await said('${{ vars.port }}', 'vars: { port: 1 }\n')).toEqual([]);
});

test('what every row meets is told once', async () => {
  const { said } = await planned({
    'a.yaml': scenario('matrix: { n: [1, 2, 3] }\nexpect: { content: "${{ vars.x }}" }\n'),
  });
  expect(said).toHaveLength(1);
});

test('variables that double end before they fill the memory', async () => {
  const lines = Array.from({ length: 40 }, (_, n) => `  v${n + 1}: "\${{ vars.v${n} }}\${{ vars.v${n} }}"`);
  const spreads = Array.from(
    { length: 40 },
    (_, n) => `  v${n + 1}: ["\${{ ...vars.v${n} }}", "\${{ ...vars.v${n} }}"]`,
  );
  const nested = Array.from({ length: 40 }, (_, n) => `  v${n + 1}: ["\${{ vars.v${n} }}", "\${{ vars.v${n} }}"]`);
  for (const each of [lines, spreads, nested]) {
    const first = each === lines ? 'x' : '[x]';
    const vars = `vars:\n  v0: ${first}\n${each.join('\n')}\n`;
    const { said } = await planned({ 'a.yaml': scenario(vars, '{ a: "${{ vars.v40 }}" }') });
    expect(said.join('\n')).toContain('it grows past 32 MiB when it is filled in');
  }
});

test('a long chain of variables ends with a diagnostic', async () => {
  const lines = Array.from({ length: 5000 }, (_, n) => `  v${n + 1}: ["\${{ vars.v${n} }}"]`);
  const vars = `vars:\n  v0: x\n${lines.join('\n')}\n`;
  const { said } = await planned({ 'a.yaml': scenario(vars, '{ user: "${{ vars.v5000 }}" }') });
  expect(said).toEqual([expect.stringContaining('variables refer to one another more than 64 deep')]);
});

test('text that is no JSON goes over REST alone', async () => {
  const raw = scenario()
    .replace('request: { model: "${{ vars.model }}" }', 'request_raw: "{ ${{ vars.place }}"')
    .replace('transports: [rest]\n', '');
  const { ids, cases } = await planned({ 'a.yaml': raw });
  expect(ids).toEqual(['a[transport=rest]']);
  expect(cases[0]?.steps[0]?.request).toEqual({ kind: 'raw', text: '{ Paris' });
});

test('what is omitted in a mock says what is not to be made', async () => {
  const mock =
    'mock: { tool_calls: [{ name: f, arguments: {}, signature: "${{ omit }}" }], patch: { /usage: "${{ omit }}" } }\n';
  const { cases, said } = await planned({ 'a.yaml': scenario(mock) });
  expect(said).toEqual([]);
  expect(cases[0]?.steps[0]?.mock).toStrictEqual({
    tool_calls: [{ name: 'f', arguments: {}, signature: undefined }],
    patch: { '/usage': undefined },
  });
});
