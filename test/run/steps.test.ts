import { expect, test } from 'vitest';
import type { CaseRecord } from '../../src/model/record.ts';
import { planned } from '../cases/plan.ts';
import { told } from './told.ts';

const weather = `vars: { results: { get_weather: { celsius: 31 } } }
transports: [rest, sdk]
steps:
  - id: ask
    request:
      model: google/gemini-3.8-flash
      stream: STREAM
      messages: [{ role: user, content: Weather in Paris? }]
      tools: [{ type: function, function: { name: get_weather, parameters: { type: object } } }]
      tool_choice: required
    mock: MOCK
  - id: answer
    request:
      model: \${{ steps.ask.request.model }}
      messages:
        - \${{ ...steps.ask.request.messages }}
        - \${{ steps.ask.message }}
        - \${{ ...tool_results(steps.ask.message, vars.results) }}
      tools: \${{ steps.ask.request.tools }}
MORE`;

const call = '{ tool_calls: [{ name: get_weather, arguments: { location: Paris }, id: call-1, signature: c2ln }] }';

function roundTrip({ stream = 'false', mock = call, more = '' } = {}): string {
  const text = weather.replace('STREAM', stream).replace('MOCK', mock).replace('MORE', more);
  return `version: 1\ntitle: Round trip\n${text}`;
}

const sentBack = (shape: string) =>
  `    expect: { sent: { body: { properties: { messages: { prefixItems: [{}, ${shape}, { const: { role: tool, tool_call_id: call-1, content: '{"celsius":31}' } }], minItems: 3 } } } } }\n`;

const signedCall =
  '{ const: { role: assistant, content: null, tool_calls: [{ id: call-1, type: function, function: { name: get_weather, arguments: \'{"location":"Paris"}\' }, extra_content: { google: { thought_signature: c2ln } } }] } }';

test.each(['false', 'true'])(
  'a message is sent back with its signature and without an index (stream: %s)',
  async (stream) => {
    const { results } = await told({ 'a.yaml': roundTrip({ stream, more: sentBack(signedCall) }) });
    expect(results.map(({ verdict, findings }) => ({ verdict, findings }))).toEqual([
      { verdict: 'passed', findings: [] },
      { verdict: 'passed', findings: [] },
    ]);
  },
);

test('attempts and findings say which step they are of', async () => {
  const { results } = await told({ 'a.yaml': roundTrip({ more: '    expect: { content: hello }\n' }) });
  expect(results[0]).toMatchObject({
    verdict: 'failed',
    attempts: [
      { step: 'ask', result: 200 },
      { step: 'answer', result: 200 },
    ],
    findings: [{ check: 'expect.content', step: 'answer', place: { line: 22 } }],
  });
  expect(results[0]?.unsent).toBeUndefined();
});

const stoppedBy = async (mock: string): Promise<CaseRecord | undefined> =>
  (await told({ 'a.yaml': roundTrip({ mock }) })).results[0];

test('after a step that failed, or was not answered, the others are not sent', async () => {
  expect(await stoppedBy('{ content: I do not call }')).toMatchObject({
    verdict: 'failed',
    attempts: [{ step: 'ask' }],
    unsent: [{ step: 'answer', reason: 'step ask was not answered well' }],
  });
  expect(await stoppedBy('{ status: 429, error: { message: Slow down } }')).toMatchObject({
    verdict: 'undecided',
    attempts: [{ step: 'ask' }],
    unsent: [{ step: 'answer' }],
  });
});

test('a step that the answer leaves without what it needs fails and says so, at its expression', async () => {
  const text = roundTrip({ mock: '{ content: Sunny }' }).replace('tool_choice: required', 'tool_choice: auto');
  const { results } = await told({ 'a.yaml': text });
  expect(results[0]).toMatchObject({
    verdict: 'failed',
    findings: [
      {
        check: 'steps',
        step: 'answer',
        message: 'the step cannot be sent: tool_results: the message has no tool_calls',
        place: { line: 20 },
      },
    ],
  });
});

test('drop takes away, set writes after it', async () => {
  const unsigned = signedCall.replace(', extra_content: { google: { thought_signature: c2ln } }', '');
  const more = `${sentBack(unsigned)}    drop: [/messages/1/tool_calls/0/extra_content]\n    set: { /temperature: 0 }\n`;
  const { results } = await told({ 'a.yaml': roundTrip({ more }) });
  expect(results[0]?.findings).toEqual([]);
});

test('a pointer of drop that hits nothing is told before anything is sent, or fails the case where only then it is known', async () => {
  const { results } = await told({ 'a.yaml': roundTrip({ more: '    drop: [/messages/1/refusal]\n' }) });
  expect(results[0]?.findings).toMatchObject([
    {
      check: 'steps',
      message: 'the step cannot be sent: drop /messages/1/refusal hits nothing',
      expected: '/messages/1 has content, role, tool_calls',
    },
  ]);
  const known = roundTrip().replace('    mock:', '    drop: [/tempature]\n    mock:');
  const { said } = await planned({ 'a.yaml': known });
  expect(said).toEqual([
    'a.yaml:13:12+10 pointer-hits-nothing: drop /tempature hits nothing · the request has model, stream, messages, tools, tool_choice',
  ]);
});

test.each([
  ['steps.answer.message', 'the step answer is not answered yet at this place'],
  ['steps.aks.message', 'steps.aks is not defined · did you mean steps.ask?'],
  ['steps.ask.mesage', 'steps.ask.mesage is not defined · did you mean steps.ask.message?'],
])('a step knows the steps before it, and what they have: %s', async (path, told) => {
  const text = roundTrip().replace('${{ steps.ask.message }}', `\${{ ${path} }}`);
  const { said } = await planned({ 'a.yaml': text });
  expect(said[0]).toContain(told);
});

test('two steps of one id are told', async () => {
  const { said } = await planned({ 'a.yaml': roundTrip().replace('id: answer', 'id: ask') });
  expect(said[0]).toContain('duplicate-step');
});
