/** A server that somebody else has written is judged: what is right passes, and every finding is true of it. */
import { LLMock } from '@copilotkit/aimock';
import { expect, onTestFinished, test } from 'vitest';
import { call } from './a-cli.ts';

const answer = 'The sky is blue because air scatters blue light more than red light does.';
const tool = `[{ type: function, function: { name: get_current_weather, parameters: { type: object, properties: { location: { type: string } }, required: [location] } } }]`;
const request = (text: string, more = '') => `{ model: gpt-4o, messages: [{ role: user, content: "${text}" }]${more} }`;
const scenario = (about: string, rest: string) => `version: 1\ntitle: ${about}\n${rest}`;
const both = 'matrix: { stream: [true, false] }\n';
const stream = ', stream: "${{ matrix.stream }}"';

test('what the public mock server aimock answers is judged right', async () => {
  const mock = new LLMock({ port: 0 });
  mock.onMessage('sky', { content: answer });
  mock.onMessage('weather', { toolCalls: [{ name: 'get_current_weather', arguments: '{"location":"Paris"}' }] });
  mock.onMessage('person', { content: '{"name":"Ada","age":36}' });
  mock.onMessage('teenager', { content: '{"name":"Ada","age":"fifteen"}' });
  await mock.start();
  onTestFinished(() => mock.stop());
  const schema =
    '{ type: object, properties: { name: { type: string }, age: { type: integer } }, required: [name, age] }';
  const format = `, response_format: { type: json_schema, json_schema: { name: person, schema: ${schema} } }`;
  const files = {
    'suite.yaml': `version: 1\nendpoints: { mock: { kind: custom, base_url: "${mock.url}/v1", auth: none } }\ndefaults: { endpoint: mock }\n# A busy machine reads late, and then all at once.\ncontract: { rules: { stream-incremental: off } }\n`,
    'text.yaml': scenario(
      'Text',
      `${both}request: ${request('Why is the sky blue?', stream)}\nexpect: { content: { includes: scatter } }\n`,
    ),
    'usage.yaml': scenario(
      'Usage',
      `request: ${request('Why is the sky blue?', ', stream: true, stream_options: { include_usage: true }')}\n`,
    ),
    'tool.yaml': scenario(
      'A call',
      `${both}request: ${request('What is the weather?', `${stream}, tools: ${tool}`)}\nexpect: { tool_calls: [{ name: get_current_weather }] }\n`,
    ),
    'json.yaml': scenario('JSON', `request: ${request('A person please', format)}\n`),
    'wrong-json.yaml': scenario('Wrong JSON', `request: ${request('A teenager please', format)}\n`),
    'nothing.yaml': scenario('Nothing', `request: ${request('Nothing like it')}\nexpect: { status: 404 }\n`),
    // It knows neither of these parameters.
    'two.yaml': scenario('Two choices', `request: ${request('Why is the sky blue?', ', n: 2, max_tokens: 3')}\n`),
  };
  const { code, out, err } = await call(['run', '--live', '--no-bundle', '--reporter', 'json'], { files });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const cases: { id: string; findings: { severity: string; check: string; message: string }[] }[] =
    JSON.parse(out).cases;
  const found = cases.flatMap(({ id, findings }) =>
    findings.map(({ severity, check, message }) => `${id}: ${severity} ${check}: ${message}`),
  );
  const onBoth = (id: string, finding: string) => [
    `${id}[transport=rest]: ${finding}`,
    `${id}[transport=sdk]: ${finding}`,
  ];
  expect(cases).toHaveLength(18);
  expect(found.sort()).toEqual(
    [
      ...onBoth('two', 'error choices: the answer has 1 choice, but n asks for 2'),
      ...onBoth('two', 'warn token-limit: the answer has 19 completion tokens, more than max_tokens allows'),
      ...onBoth('wrong-json', 'error structured-output: age of the content is a string, not an integer'),
    ].sort(),
  );
});
