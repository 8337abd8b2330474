import { expect, test } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';
import type { Source } from '../../src/model/suite.ts';
import { lintRequest } from '../../src/scenarios/lint-request.ts';
import { checkKeys, checkNames } from '../../src/scenarios/scenario-checks.ts';
import { oneLine } from './a-suite.ts';

function sourceOf(text: string): Source {
  const { source } = readYaml('/x.yaml', 'x.yaml', text);
  if (source === undefined) throw new Error('the text of this test is no YAML');
  return source;
}

const names = { endpoints: ['managed', 'deployed'], tags: ['smoke'] };

test('names of the suite, and expressions that become names, are silent', () => {
  expect(checkNames(sourceOf('endpoint: managed\ntags: [smoke]'), names)).toEqual([]);
  expect(checkNames(sourceOf('endpoint: "${{ matrix.endpoint }}"\ntags: null'), names)).toEqual([]);
});

test('an endpoint that is like no other gets the list, or a hint where there is none', () => {
  const source = sourceOf('endpoint: vllm');
  expect(checkNames(source, names).map(({ help }) => help)).toEqual(['the suite has: managed, deployed']);
  expect(checkNames(source, { endpoints: [], tags: [] }).map(({ help }) => help)).toEqual([
    'add it to "endpoints" of suite.yaml',
  ]);
});

test('names in the defaults of a suite are looked at there', () => {
  const said = checkNames(sourceOf('defaults:\n  endpoint: managd\n  tags: [smok]\n'), names, ['defaults']);
  expect(said.map(({ place }) => `${place?.line}:${place?.column}`)).toEqual(['2:13', '3:10']);
});

test.each([
  ['a request', 'request: {}\nexpect: {}\nmock: {}\nparity: true'],
  ['text in place of a request, over rest', 'request_raw: x\ntransports: [rest]'],
  ['text in place of a request, with the transports of its defaults', 'request_raw: x'],
  ['steps', 'steps: []\ntransports: [rest, sdk]'],
  ['transport under exclude', 'request: {}\nmatrix: { model: [a], exclude: [{ transport: sdk }] }'],
])('%s is silent', (_, text) => {
  expect(checkKeys(sourceOf(text))).toEqual([]);
});

test('what steps have, a scenario with steps has not', () => {
  const said = checkKeys(sourceOf('steps: []\nrequest: {}\nexpect: {}\nmock: {}\nparity: true'));
  expect(said.map(({ message, help }) => `${message} · ${help}`)).toEqual([
    '"request" cannot stand beside "steps" · move "request" into a step',
    '"expect" cannot stand beside "steps" · move "expect" into a step',
    '"mock" cannot stand beside "steps" · move "mock" into a step',
    '"parity" cannot stand beside "steps" · move "parity" into a step',
  ]);
});

test('documented parameters are silent, and what only looks like them is a warning at its key', () => {
  expect(
    lintRequest(sourceOf('request: { messages: [], model: x, extra_body: {}, stream_options: {}, top_k: 3 }')),
  ).toEqual([]);
  expect(lintRequest(sourceOf('request_raw: x'))).toEqual([]);
  const steps = 'steps:\n  - request: { model: x }\n  - request: { max_token: 3, my_own: 1 }\n';
  expect(lintRequest(sourceOf(steps)).map(oneLine)).toEqual([
    'x.yaml:3:16+9 warning unknown-parameter: no documentation knows the request parameter "max_token"; it is sent as it is · did you mean "max_tokens"?',
    'x.yaml:3:30+6 warning unknown-parameter: no documentation knows the request parameter "my_own"; it is sent as it is',
  ]);
});
