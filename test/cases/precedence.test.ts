import { expect, test } from 'vitest';
import { planned, request, scenario, suite } from './plan.ts';

const timeouts = async (files: Record<string, string>, options = {}) =>
  (await planned(files, options)).cases[0]?.steps[0]?.timeouts;

test('each layer lies over the one below it: built in, suite, folders from outside, scenario, command line', async () => {
  const files = (more: Record<string, string>) => ({
    'deep/er/a.yaml': scenario(),
    ...more,
  });
  const withSuite = { 'suite.yaml': `${suite}defaults: { timeout: { total: 1s } }\n` };
  const withOuter = { ...withSuite, 'deep/_defaults.yaml': 'timeout: { total: 2s }\n' };
  const withInner = { ...withOuter, 'deep/er/_defaults.yaml': 'timeout: { total: 3s }\n' };
  const withScenario = { ...withInner, 'deep/er/a.yaml': scenario('timeout: { total: 4s }\n') };
  expect((await timeouts(files({})))?.total).toBe(300_000);
  expect((await timeouts(files(withSuite)))?.total).toBe(1000);
  expect((await timeouts(files(withOuter)))?.total).toBe(2000);
  expect((await timeouts(files(withInner)))?.total).toBe(3000);
  expect((await timeouts(files(withScenario)))?.total).toBe(4000);
  expect((await timeouts(files(withScenario), { timeout: 5000 }))?.total).toBe(5000);
});

test('maps merge deeply, lists and scalars replace, null removes', async () => {
  const { cases } = await planned({
    '_defaults.yaml': `tags: [smoke]
headers: { a: one, b: two }
timeout: { idle: 5s, total: 9s }
expect: { content: { minLength: 3, includes: x }, finish_reason: stop }
`,
    'a.yaml': scenario(
      'tags: [slow]\nheaders: { b: null, c: three }\ntimeout: { idle: null }\nexpect: { content: { includes: [y] }, finish_reason: null }\n',
    ),
  });
  expect(cases[0]).toMatchObject({ tags: ['slow'], steps: [{ timeouts: { idle: 30_000, total: 9000 } }] });
  expect(cases[0]?.steps[0]?.headers).toEqual({ a: 'one', c: 'three' });
  expect(cases[0]?.steps[0]?.expect).toEqual([
    { path: ['expect'], facets: { content: { minLength: 3, includes: ['y'] } } },
  ]);
});

test('null removes also where there is nothing to remove', async () => {
  const nulls = `headers: { x: null }
expect: { content: null, json: { const: null } }
contract: { rules: { usage: null } }
timeout: { total: null }
endpoint: null
skip: null
`;
  const { cases, ids } = await planned({ 'a.yaml': scenario(nulls).replace('[rest]', 'null') });
  expect(ids).toEqual(['a[transport=rest]', 'a[transport=sdk]']);
  const [aCase] = cases;
  expect(aCase).toMatchObject({ endpoint: { name: 'managed' }, steps: [{ timeouts: { total: 300_000 } }], rules: {} });
  expect(aCase).not.toHaveProperty('skip');
  expect(aCase?.steps[0]?.headers).toEqual({});
  // A schema keeps what it asks for.
  expect(aCase?.steps[0]?.expect).toEqual([{ path: ['expect'], facets: { json: { const: null } } }]);
});

test('inside a variable null is data', async () => {
  const vars = 'vars: { message: { role: assistant, content: null } }\n';
  const body = '{ messages: ["${{ vars.message }}"] }';
  expect(await request({ 'a.yaml': scenario(vars, body) })).toEqual({
    messages: [{ role: 'assistant', content: null }],
  });
});

test('severities: suite, its defaults, folders from outside, scenario', async () => {
  const rules = async (more: Record<string, string>) =>
    (await planned({ 'deep/er/a.yaml': scenario(), ...more })).cases[0]?.rules;
  const usage = (setting: string) => `contract: { rules: { usage: ${setting} } }\n`;
  const own = { 'suite.yaml': `${suite}contract: { rules: { usage: warn, choices: off } }\n` };
  const defaults = { 'suite.yaml': `${own['suite.yaml']}defaults: { contract: { rules: { usage: error } } }\n` };
  const outer = { ...defaults, 'deep/_defaults.yaml': usage('off') };
  const inner = { ...outer, 'deep/er/_defaults.yaml': usage('warn') };
  expect(await rules({})).toEqual({});
  expect(await rules(own)).toEqual({ usage: 'warn', choices: 'off' });
  expect(await rules(defaults)).toEqual({ usage: 'error', choices: 'off' });
  expect(await rules(outer)).toEqual({ usage: 'off', choices: 'off' });
  expect(await rules(inner)).toEqual({ usage: 'warn', choices: 'off' });
  expect(await rules({ ...inner, 'deep/er/a.yaml': scenario(usage('null')) })).toEqual({ choices: 'off' });
});

test('in a request null is data', async () => {
  expect(await request({ 'a.yaml': scenario('', '{ model: m, stop: null }') })).toEqual({ model: 'm', stop: null });
});

test('variables: suite, its defaults, folders, scenario, --set and --model', async () => {
  const of = (more: Record<string, string>, options = {}) =>
    request({ 'deep/a.yaml': scenario('', '{ model: "${{ vars.model }}" }'), ...more }, options);
  expect(await of({})).toEqual({ model: 'google/gemini-3.8-flash' });
  const defaults = { 'suite.yaml': `${suite}defaults: { vars: { model: a } }\n` };
  expect(await of(defaults)).toEqual({ model: 'a' });
  const folder = { ...defaults, 'deep/_defaults.yaml': 'vars: { model: b }\n' };
  expect(await of(folder)).toEqual({ model: 'b' });
  const own = { ...folder, 'deep/a.yaml': scenario('vars: { model: c }\n', '{ model: "${{ vars.model }}" }') };
  expect(await of(own)).toEqual({ model: 'c' });
  expect(await of(own, { set: { model: 'd' } })).toEqual({ model: 'd' });
  expect(await of(own, { set: { model: 'd' }, model: 'e' })).toEqual({ model: 'e' });
});

test('the endpoint: built in, then by name, then --endpoint; --origin replaces scheme, host and port alone', async () => {
  const endpoint = async (more: string, options = {}) =>
    (await planned({ 'a.yaml': scenario(more) }, options)).cases[0]?.endpoint;
  expect(await endpoint('')).toMatchObject({ name: 'managed', project: 'PROJECT' });
  expect(await endpoint('endpoint: own\n')).toMatchObject({ name: 'own', kind: 'custom' });
  expect(await endpoint('', { endpoint: 'own' })).toMatchObject({ name: 'own' });
  expect(await endpoint('', { origin: 'http://127.0.0.1:1' })).toMatchObject({
    name: 'managed',
    location: 'global',
    origin: 'http://127.0.0.1:1',
  });
});

test('a path in a default is relative to the file that has it', async () => {
  const { cases, said } = await planned(
    {
      'deep/_defaults.yaml': 'expect: "${{ yaml(\'here.yaml\') }}"\n',
      'deep/here.yaml': scenario(),
      'deep/er/a.yaml': scenario(),
      'deep/expect.yaml': 'status: 200\n',
    },
    { targets: ['deep/er/a'] },
  );
  expect(said.join()).toContain('there is no');
  expect(cases).toEqual([]);
});

test('scenarios that --model does not change are named', async () => {
  const files = { 'a.yaml': scenario(), 'b.yaml': scenario('', '{ model: fixed }') };
  expect((await planned(files, { model: 'x' })).unaffected).toEqual(['b']);
  expect((await planned(files)).unaffected).toEqual([]);
});
