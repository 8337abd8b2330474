import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkResponse, SuiteError } from '../../src/index.ts';

const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
    },
  },
];
const request = { model: 'gpt-6', messages: [{ role: 'user', content: 'Weather in Paris?' }], tools };

function completion(args: object) {
  const call = { id: 'call-1', type: 'function', function: { name: 'get_weather', arguments: JSON.stringify(args) } };
  return {
    ...{ id: 'c-1', object: 'chat.completion', created: 1_790_000_000, model: 'gpt-6' },
    choices: [
      { index: 0, message: { role: 'assistant', content: null, tool_calls: [call] }, finish_reason: 'tool_calls' },
    ],
    usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
  };
}

const healthy = completion({ location: 'Paris' });

test('a healthy answer passes, and was asked about', async () => {
  const checked = await checkResponse(request, { body: healthy });
  expect(checked).toMatchObject({ verdict: 'passed', findings: [], profile: 'openai' });
  expect(checked.checks.asked).toEqual(expect.arrayContaining(['schema', 'tool-call-arguments', 'usage']));
  expect(checked.completion?.choices[0]?.finish_reason).toBe('tool_calls');
});

test('arguments that the request does not allow are found, with both places', async () => {
  const checked = await checkResponse(request, { body: completion({ city: 'Paris' }) });
  expect(checked.verdict).toBe('failed');
  expect(checked.findings).toEqual([
    expect.objectContaining({
      check: 'tool-call-arguments',
      severity: 'error',
      from: '/request/tools',
      at: expect.objectContaining({ pointer: '/choices/0/message/tool_calls/0/function/arguments' }),
    }),
  ]);
  expect(checked.text).toBe(`failed: HTTP 200 · ${checked.checks.asked.length} checks of openai
  tool-call-arguments: there is no location in the arguments object of get_weather
    expected  location
    actual    the fields city
    answer    completion /choices/0/message/tool_calls/0/function/arguments
    from      /request/tools`);
});

test('a Response of fetch is read as a stream from a real socket, and can still be read by its owner', async () => {
  const chunk = (delta: object, more: object = {}) => ({
    ...{ id: 'c-1', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'gpt-6' },
    choices: [{ index: 0, delta, finish_reason: null, ...more }],
  });
  const events = [chunk({ role: 'assistant', content: '' }), chunk({ content: 'Hel' }), chunk({ content: 'lo' })];
  const last = [...events, chunk({}, { finish_reason: 'stop' })].map((each) => `data: ${JSON.stringify(each)}\n\n`);
  const url = await serve('text/event-stream', `${last.join('')}data: [DONE]\n\n`);
  const body = { model: 'gpt-6', stream: true, messages: request.messages };
  const sent = new Request(url, { method: 'POST', body: JSON.stringify(body) });
  const response = await fetch(sent.clone());
  const checked = await checkResponse(sent, response);
  expect(checked).toMatchObject({ verdict: 'passed', layout: 'RC×2FD' });
  expect(checked.completion?.choices[0]?.message?.content).toBe('Hello');
  expect(await response.text()).toContain('[DONE]');
});

test('a stream that was cut short is found', async () => {
  const url = await serve('text/event-stream', 'data: {"choices":[]}\n\n');
  const response = await fetch(url, { method: 'POST', body: '{}' });
  const checked = await checkResponse({ ...request, stream: true }, response);
  expect(checked.findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['chunk-schema', 'stream-done']));
});

test('chunks of the SDK are a stream of which headers and its end are not known', async () => {
  const { choices: _, ...head } = healthy;
  const chunk = (choice: object) => ({ ...head, object: 'chat.completion.chunk', usage: null, choices: [choice] });
  const chunks = [
    chunk({ index: 0, delta: { role: 'assistant', content: 'Hello' }, finish_reason: null }),
    chunk({ index: 0, delta: {}, finish_reason: 'stop' }),
  ];
  const checked = await checkResponse({ model: 'gpt-6', stream: true, messages: request.messages }, { chunks });
  expect(checked).toMatchObject({ verdict: 'passed', layout: 'CFD' });
  expect(checked.checks.asked).not.toEqual(expect.arrayContaining(['stream-done']));
  expect(checked.checks.asked).not.toEqual(expect.arrayContaining(['content-type']));
});

test('headers that are given are asked about', async () => {
  const checked = await checkResponse(request, { headers: { 'Content-Type': 'text/html' }, body: healthy });
  expect(checked.findings.map(({ check }) => check)).toEqual(['content-type']);
});

test('the profile follows from the address, or from the model', async () => {
  const path = '/v1/projects/p/locations/global/endpoints';
  const profileOf = async (url: string, model: string) =>
    (await checkResponse({ url, body: { ...request, model } }, { body: healthy })).profile;
  const vertex = 'https://aiplatform.googleapis.com';
  const gemini = 'https://generativelanguage.googleapis.com/v1beta/openai/chat/completions';
  expect(await profileOf(`${vertex}${path}/openapi/chat/completions`, 'google/gemini-3.8-flash')).toBe('vertex-gemini');
  expect(await profileOf(`${vertex}${path}/openapi/chat/completions`, 'meta/llama-4')).toBe('open-model');
  expect(await profileOf(`${vertex}${path}/123/chat/completions`, '')).toBe('open-model');
  expect(await profileOf(gemini, 'gemini-3.8-flash')).toBe('gemini');
  expect(await profileOf('https://api.openai.com/v1/chat/completions', 'gpt-6')).toBe('openai');
  expect(await profileOf('', 'google/gemini-3.8-flash')).toBe('vertex-gemini');
  expect((await checkResponse(request, { body: healthy }, { profile: 'open-model' })).profile).toBe('open-model');
});

test('expect and severities are those of a scenario', async () => {
  const wrong = completion({ city: 'Paris' });
  const off = await checkResponse(request, { body: wrong }, { rules: { 'tool-call-arguments': 'off' } });
  expect(off).toMatchObject({ verdict: 'passed', findings: [] });
  const expecting = await checkResponse(request, { body: healthy }, { expect: { finish_reason: 'stop' } });
  expect(expecting.findings).toEqual([expect.objectContaining({ check: 'expect.finish_reason' })]);
  expect(expecting.findings[0]?.from).toBe('/expect/finish_reason');
});

test('an expect that is none is told, not passed over', async () => {
  const bad = checkResponse(request, { body: healthy }, { expect: { finish_raeson: 'stop' } });
  await expect(bad).rejects.toThrow(SuiteError);
  await expect(bad).rejects.toThrow('there is no facet "finish_raeson" (did you mean "finish_reason"?)');
  const schema = checkResponse(request, { body: healthy }, { expect: { content: { minLenght: 1 } } });
  await expect(schema).rejects.toThrow(/minLenght/);
});

test('a service that cannot be asked is no finding, unless that was expected', async () => {
  const busy = { status: 429, body: { error: { message: 'slow down', code: 'rate_limit_exceeded' } } };
  const checked = await checkResponse(request, busy);
  expect(checked).toMatchObject({ verdict: 'undecided', findings: [] });
  expect(checked.cause).toContain('429');
  expect(checked.text).toContain('undecided: HTTP 429');
  const expected = await checkResponse(request, busy, { expect: { status: 429 } });
  expect(expected.checks.asked).toContain('expect.status');
  expect(expected.verdict).not.toBe('undecided');
});

test('with every rule off nothing was asked, which is not green', async () => {
  const all = (await checkResponse(request, { body: healthy })).checks.asked;
  const rules = Object.fromEntries(all.map((id) => [id, 'off' as const]));
  expect(await checkResponse(request, { body: healthy }, { rules })).toMatchObject({ verdict: 'undecided' });
});

test('a body that was read before is told', async () => {
  const response = new Response('{}');
  await response.text();
  await expect(checkResponse(request, response)).rejects.toThrow('the body of the response was read before');
});

function serve(type: string, body: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': type }).end(body));
  });
  onTestFinished(() => void server.close().closeAllConnections());
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`)),
  );
}
