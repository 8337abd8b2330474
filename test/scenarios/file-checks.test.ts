import { expect, test } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';
import { loadEvaluatedCheck, loadFileCheck } from '../../src/scenarios/file-checks.ts';
import { oneLine, scenarioYaml } from './a-suite.ts';

const checks = { scenario: await loadFileCheck('scenario'), suite: await loadFileCheck('suite') };

function said(kind: 'scenario' | 'suite', text: string): string[] {
  const { source, diagnostics } = readYaml('/x.yaml', 'x.yaml', text);
  if (source === undefined) throw new Error(`the text of this test is no YAML: ${diagnostics.map(oneLine)}`);
  return checks[kind](source).map((diagnostic) => oneLine(diagnostic).replace(/^x\.yaml:/, ''));
}

/** Behind the three lines of a scenario. */
const more = (text: string): string[] => said('scenario', scenarioYaml + text);

test.each([
  [
    'a null that removes a default',
    'endpoint: null\ntags: null\ntimeout: { idle: null }\nheaders: { a: null }\nexpect: { usage: null, status: null, stream: null, tool_calls: null }\ncontract: { rules: { usage: null } }\nauth: null\nprofile: null',
  ],
  [
    'an expression where another type belongs',
    'mock: "${{ vars.m }}"\nauth: "${{ vars.a }}"\nmatrix: { model: "${{ vars.models }}" }\nexpect: { status: "${{ vars.s }}", tool_calls: "${{ vars.t }}", chunks: "${{ vars.c }}" }\nheaders: "${{ vars.h }}"',
  ],
  [
    'an expression below a mock',
    'mock: { status: "${{ matrix.s }}", pieces: "${{ vars.p }}", tool_calls: ["${{ vars.t }}"], patch: { /usage: "${{ omit }}" } }',
  ],
  ['an expression in a description, which is prose', 'description: Shows ${{ vars.x }}'],
  ['an escaped expression in text', 'mock: { content: "$${{ x }}" }'],
  ['the statuses', 'expect: { status: [429, 5xx] }'],
  [
    'facets with schemas of any kind',
    'expect: { content: [a, b], json: { type: object, properties: { a: {} } }, body: { required: [x] }, error: { status: X }, headers: { content-type: application/json }, completion: { foo: bar } }',
  ],
  ['any request', 'vars: { a: { b: [1, null, { c: d }] } }'],
  ['a body of any shape', 'mock: { status: 400, body: [{ error: { code: 400 } }] }'],
  ['chunks', 'mock: { chunks: [{ id: x, choices: [] }], done: false }'],
  [
    'raw bytes',
    'mock: { raw: "data: x", headers: { content-type: text/event-stream }, pace: { first: 300ms, every: 1.5s } }',
  ],
  ['several choices', 'mock: { choices: [{ content: a }, { content: b, finish_reason: length }] }'],
  ['one reply per attempt', 'mock: [{ status: 503 }, { content: second try }]'],
  ['a token', 'auth: { token: "${{ secrets.X }}" }'],
  ['a matrix', 'matrix: { model: [a, b], include: [{ model: c, extra: 1 }], exclude: [{ model: a, transport: sdk }] }'],
])('%s is silent', (_, text) => {
  expect(more(text)).toEqual([]);
});

test.each([
  ['mock: [x]', '4:8+1 wrong-type: "mock[0]" must be a map, but it is "x"'],
  ['mock: []', '4:7+2 wrong-value: "mock" must be a list that is not empty, but it is an empty list'],
  ['expect: text', '4:9+4 wrong-type: "expect" must be a map of facets, but it is "text"'],
  [
    'expect: { status: 20 }',
    '4:19+2 wrong-value: "expect.status" must be a status such as 200, or a class such as 2xx, but it is the number 20',
  ],
  [
    'expect: { status: ok }',
    '4:19+2 wrong-value: "expect.status" must be a status such as 200, or a class such as 2xx, but it is "ok"',
  ],
  [
    'expect: { headers: { Date: x } }',
    '4:22+4 wrong-value: the key "Date" must be a header name in lower case · write date',
  ],
  [
    'expect: { stream: { layout: 12 } }',
    '4:29+2 wrong-type: "expect.stream.layout" must be a layout as text in quotes, but it is the number 12 · quote it: "12"',
  ],
  [
    'expect: { stream: { layot: x } }',
    '4:21+5 unknown-key: unknown key "layot" in "expect.stream" · did you mean "layout"?',
  ],
  ['auth: { tokn: x }', '4:9+4 unknown-key: unknown key "tokn" in "auth" · did you mean "token"?'],
  ['auth: { token: x, api_key: y }', '4:7+24 wrong-value: "auth" must be a map with one key, but it is a map'],
  [
    'timeout: { idle: 10 }',
    '4:18+2 wrong-type: "timeout.idle" must be a duration such as 300ms, 10s, 5m or 1h, but it is the number 10 · write 10s for seconds, 10ms for milliseconds',
  ],
  ['tags: streaming', '4:7+9 wrong-type: "tags" must be a list, but it is "streaming" · write [streaming]'],
  ['headers: { a: 1 }', '4:15+1 wrong-type: "headers.a" must be text, but it is the number 1 · quote it: "1"'],
  [
    'matrix: { model: [] }',
    '4:18+2 wrong-value: "matrix.model" must be a list that is not empty, but it is an empty list',
  ],
  [
    'requires: [NAME]',
    '4:12+4 wrong-value: "requires[0]" must be a variable of the environment such as env.NAME, but it is "NAME"',
  ],
  ['docs: see below', '4:7+9 wrong-value: "docs" must be an address that begins with https://, but it is "see below"'],
  ['transports: [http]', '4:14+4 wrong-value: "transports[0]" must be rest or sdk, but it is "http"'],
  [
    'contract: { rules: { usage: warning } }',
    '4:29+7 wrong-value: "contract.rules.usage" must be error, warn or off, but it is "warning"',
  ],
  [
    'timeout: { idle: "${{ vars.t }}" }',
    '4:18+15 expression-not-allowed: expressions are not evaluated in "timeout.idle" · write the value itself',
  ],
  [
    'mock: { tool_calls: [{ arguments: {} }] }',
    '4:22+17 missing-key: "name" is missing in "mock.tool_calls[0]" · add name: …',
  ],
])('%s gets exactly one diagnostic', (text, line) => {
  expect(more(text)).toEqual([line]);
});

test('what stands at the top of a mock alone is misplaced in a reply of its list', () => {
  expect(more('mock: [{ match: {}, content: x }]')[0]).toBe(
    '4:10+5 misplaced-key: "match" has no meaning at this place · remove it, or move it to where it belongs',
  );
});

const endpoint = (text: string): string[] => said('suite', `version: 1\nendpoints:\n  x: ${text}\n`);

test.each([
  ['{ kind: managed, project: p, location: global, api_version: v1beta1, origin: "http://127.0.0.1:8080" }'],
  ['{ kind: deployed, project: "${{ vars.p }}", location: l, endpoint_id: "1", auth: none, profile: openai }'],
  ['{ kind: dedicated, project: p, location: l, endpoint_id: "1", project_number: "2" }'],
  ['{ kind: custom, base_url: "${{ env.URL }}", auth: { api_key: "${{ secrets.X }}" } }'],
  ['{ kind: custom, base_url: "http://[::1]:8000/v1/?api-version=1&to=me@x", origin: "http://[::1]:1/" }'],
])('an endpoint %s is silent', (text) => {
  expect(endpoint(text)).toEqual([]);
});

test.each([
  ['{ kind: managed, project: p }', '3:3+1 missing-key: "location" is missing in "endpoints.x" · add location: …'],
  ['{ project: p }', '3:3+1 missing-key: "kind" is missing in "endpoints.x" · add kind: …'],
  [
    '{ kind: manged }',
    '3:14+6 wrong-value: "endpoints.x.kind" must be managed, deployed, dedicated or custom, but it is "manged" · did you mean "managed"?',
  ],
  [
    '{ kind: custom, base_url: localhost }',
    '3:32+9 wrong-value: "endpoints.x.base_url" must be an address that begins with http:// or https:// (credentials go into auth), but it is "localhost"',
  ],
  [
    '{ kind: custom, base_url: "http://me:pw@x/v1" }',
    '3:32+19 wrong-value: "endpoints.x.base_url" must be an address that begins with http:// or https:// (credentials go into auth), but it is "http://me:pw@x/v1"',
  ],
  [
    '{ kind: custom, base_url: "http://x", origin: "http://me@x" }',
    '3:52+13 wrong-value: "endpoints.x.origin" must be an address such as http://127.0.0.1:8080, but it is "http://me@x"',
  ],
  [
    '{ kind: dedicated, project: p, location: l, endpoint_id: 123, project_number: "2" }',
    '3:63+3 wrong-type: "endpoints.x.endpoint_id" must be text of letters, digits and - (quote a number), but it is the number 123 · quote it: "123"',
  ],
])('an endpoint %s gets exactly one diagnostic', (text, line) => {
  expect(endpoint(text)).toEqual([line]);
});

test('a key that another kind of endpoint has is unknown', () => {
  expect(endpoint('{ kind: custom, base_url: "http://x", project: p }')).toEqual([
    '3:44+7 unknown-key: unknown key "project" in "endpoints.x" · known here: kind, base_url, origin, auth, profile',
  ]);
});

test('a part that was evaluated is held against the same schema, with the same words', async () => {
  const check = await loadEvaluatedCheck();
  const { source } = readYaml(
    '/x.yaml',
    'x.yaml',
    'expect:\n  status: ${{ vars.s }}\nendpoints:\n  x: ${{ vars.e }}\n',
  );
  if (source === undefined) throw new Error('the text of this test is no YAML');
  const locate = (path: readonly (string | number)[]) => source.locate(path);
  expect(check('scenario', { expect: { status: 200 } }, locate)).toEqual([]);
  expect(check('scenario', { expect: { status: 'fine' } }, locate).map(oneLine)).toEqual([
    'x.yaml:2:11+13 wrong-value: "expect.status" must be a status such as 200, or a class such as 2xx, but it is "fine"',
  ]);
  expect(check('suite', { endpoints: { x: { kind: 'custom' } } }, locate).map(oneLine)).toEqual([
    'x.yaml:4:3+1 missing-key: "base_url" is missing in "endpoints.x" · add base_url: …',
  ]);
});

test('in a part that was evaluated the text of an expression is text', async () => {
  const check = await loadEvaluatedCheck();
  const locate = () => ({ file: 'x', line: 1, column: 1, length: 1, lineText: '' });
  expect(check('scenario', { mock: { status: '${{ x }}' } }, locate)).toHaveLength(1);
});
