import { expect, test } from 'vitest';
import { aServer, chatPath } from './a-server.ts';

const model = 'google/gemini-3.8-flash';
const hello = { model, messages: [{ role: 'user', content: 'Hello' }] };
const scenario = (mock: string, request = JSON.stringify(hello)) =>
  `version: 1\ntitle: A question\nrequest: ${request}\nmock: ${mock}\n`;
const files = { 'hello.yaml': scenario('{ content: Good day }') };

interface Asking {
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(
  origin: string,
  { path = chatPath, body = hello, headers = { authorization: 'Bearer any' } }: Asking = {},
) {
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

test.each([
  '/v1/projects/p/locations/global/endpoints/openapi',
  '/v1beta1/projects/another/locations/us-central1/endpoints/openapi',
  '/v1/projects/example.com:p/locations/eu/endpoints/openapi',
])('a managed endpoint is asked in any project, location and version: %s', async (base) => {
  const { origin } = await aServer(files);
  const response = await ask(origin, { path: `${base}/chat/completions?alt=json` });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8');
  expect(await response.json()).toMatchObject({ model, choices: [{ message: { content: 'Good day' } }] });
});

test.each([
  '/',
  '/v1/chat/completions',
  '/v2/projects/p/locations/global/endpoints/openapi/chat/completions',
  '/v1/projects/p/locations/global/endpoints/openai/chat/completions',
  '/v1/projects/p/locations/global/endpoints/openapi/completions',
])('a path that the service does not have is an HTML page: %s', async (path) => {
  const { origin, journal } = await aServer(files);
  const response = await ask(origin, { path });
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  expect(await response.text()).toContain(`The requested URL <code>${path}</code> was not found on this server.`);
  expect(journal.entries).toMatchObject([{ path, status: 404, reason: 'the service has no such path' }]);
});

test('what is not posted is an HTML page too, and its path cannot write into it', async () => {
  const { origin } = await aServer(files);
  expect((await fetch(`${origin}${chatPath}`)).headers.get('content-type')).toContain('text/html');
  const { body, reason } = (await import('../../src/mock/server-refusals.ts')).noSuchPage('/<script>', 'none');
  expect([body.includes('<script>'), reason]).toEqual([false, 'none']);
});

test('without a bearer token nobody is answered, and with --token only those who know it', async () => {
  const open = await aServer(files);
  const closed = await aServer(files, { token: 'sesame' });
  const reason = async (response: Promise<Response>) => {
    const { status } = await response;
    const [{ error }] = await (await response).json();
    return [status, error.code, error.status, error.details[0].reason];
  };
  const missing = [401, 401, 'UNAUTHENTICATED', 'CREDENTIALS_MISSING'];
  expect(await reason(ask(open.origin, { headers: {} }))).toEqual(missing);
  expect(await reason(ask(closed.origin, { headers: { authorization: 'Basic c2VzYW1l' } }))).toEqual(missing);
  expect(await reason(ask(closed.origin))).toEqual([401, 401, 'UNAUTHENTICATED', 'ACCESS_TOKEN_TYPE_UNSUPPORTED']);
  expect((await ask(closed.origin, { headers: { authorization: 'bearer sesame' } })).status).toBe(200);
});

test.each([
  [{ ...hello, model: 'gemini-3.8-flash' }, 400, 'INVALID_ARGUMENT', "expected '<publisher>/<model>'"],
  ['{"model": ', 400, 'INVALID_ARGUMENT', 'Expected a valid JSON object in the request'],
  ['[1]', 400, 'INVALID_ARGUMENT', 'Expected a valid JSON object in the request'],
  [{ ...hello, n: 2 }, 400, 'INVALID_ARGUMENT', 'Multiple candidates is not enabled'],
  [
    { ...hello, model: 'google/gemini-1.0-pro' },
    404,
    'NOT_FOUND',
    '`projects/p/locations/global/publishers/google/models/gemini-1.0-pro` was not found',
  ],
])('errors are in a list of one, in the words of the service: %j', async (body, code, status, message) => {
  const { origin } = await aServer(files);
  const response = await ask(origin, { body });
  expect(response.status).toBe(code);
  expect(await response.json()).toEqual([{ error: { code, status, message: expect.stringContaining(message) } }]);
});

test('an endpoint by its id is answered by the scenarios of deployed models', async () => {
  const suite = `version: 1
endpoints:
  deployed: { kind: deployed, project: p, location: us-central1, endpoint_id: gemma-on-its-own }
  managed: { kind: managed, project: p, location: global }
`;
  const deployed = `${scenario('{ content: I am Gemma }')}endpoint: deployed\n`;
  const { origin } = await aServer({ 'suite.yaml': suite, 'gemma.yaml': deployed });
  const at = (id: string) =>
    ask(origin, { path: `/v1/projects/p/locations/us-central1/endpoints/${id}/chat/completions` });
  expect(await (await at('123')).json()).toMatchObject({ choices: [{ message: { content: 'I am Gemma' } }] });
  expect((await at('gemma-on-its-own')).status).toBe(200);
  expect((await at('another-one')).headers.get('content-type')).toContain('text/html');
  const other = await aServer(files);
  const path = '/v1/projects/p/locations/us-central1/endpoints/123/chat/completions';
  expect(await (await ask(other.origin, { path })).json()).toMatchObject([
    { error: { code: 404, message: 'Endpoint `projects/p/locations/us-central1/endpoints/123` not found.' } },
  ]);
});

test('--base opens a path for clients that know no Vertex AI: models without a publisher, errors as OpenAI has them', async () => {
  const { origin } = await aServer(files, { base: '/v1' });
  const path = '/v1/chat/completions';
  const bare = { ...hello, model: 'gemini-3.8-flash' };
  expect(await (await ask(origin, { path, body: bare })).json()).toMatchObject({ model: 'gemini-3.8-flash' });
  expect((await ask(origin, { path })).status).toBe(200);
  expect(await (await ask(origin, { path, headers: {} })).json()).toMatchObject({
    error: { message: expect.stringContaining('missing required'), type: 'invalid_request_error' },
  });
  const unknown = await ask(origin, { path, body: { ...hello, model: 'gpt-9' } });
  expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { code: 'model_not_found' } }]);
  expect((await ask(origin)).status).toBe(200);
});

test('a request that no scenario answers is told the nearest ones and what differs', async () => {
  const { origin, journal } = await aServer({
    ...files,
    'seed.yaml': scenario('{ content: a }', JSON.stringify({ ...hello, seed: 7, stop: ['.'] })),
  });
  const body = { ...hello, seed: 8, stop: ['.'] };
  const response = await ask(origin, { body });
  const difference = '/seed is 8, where the scenario has 7';
  expect([response.status, await response.json()]).toMatchObject([
    400,
    [
      {
        error: {
          message: expect.stringContaining(`the nearest is seed: ${difference}`),
          details: [{ reason: 'NO_SCENARIO_MATCHES' }],
        },
      },
    ],
  ]);
  expect(journal.entries).toMatchObject([
    {
      ...{ method: 'POST', path: chatPath, model, status: 400, ms: expect.any(Number) },
      reason: 'no scenario matches',
      nearest: [
        { scenario: 'seed', difference },
        { scenario: 'hello', difference: '/seed is 8, where the scenario has nothing' },
      ],
    },
  ]);
});

test('a list of replies is gone through, and the last one stays', async () => {
  const mock =
    '[{ status: 429, headers: { retry-after: "2" }, error: { status: RESOURCE_EXHAUSTED } }, { content: Now }]';
  const { origin, journal } = await aServer({ 'hello.yaml': scenario(mock) });
  const refused = await ask(origin);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  expect((await ask(origin)).status).toBe(200);
  expect((await ask(origin)).status).toBe(200);
  expect(journal.entries.map(({ status, answeredBy }) => [status, answeredBy])).toEqual([
    [429, 'hello[transport=rest]'],
    [200, 'hello[transport=rest]'],
    [200, 'hello[transport=rest]'],
  ]);
});

test('headers name the case and the attempt, whatever else there is', async () => {
  const { origin } = await aServer({
    'a.yaml': scenario('{ content: a }'),
    'b.yaml': scenario('[{ status: 503 }, { content: b }]'),
    'c.yaml': `${scenario('{ by_repeat: [{ content: one }, { content: two }] }')}repeat: { count: 2 }\n`,
  });
  const said = async (id: string, attempt: string) => {
    const named = { authorization: 'Bearer any', 'x-vertex-scenario': id, 'x-vertex-attempt': attempt };
    const response = await ask(origin, { headers: named });
    return response.ok ? (await response.json()).choices[0].message.content : response.status;
  };
  expect(await said('b[transport=sdk]', '2')).toBe('b');
  expect(await said('b[transport=sdk]', '1')).toBe(503);
  expect(await said('c[transport=rest]#2', '1')).toBe('two');
  expect(await said('c[transport=rest]#1', '1')).toBe('one');
  expect(await said('gone[transport=rest]', '1')).toBe(400);
});

test('the steps of a scenario follow on one another, also for those who send no header', async () => {
  const tools = '[{ type: function, function: { name: get_weather, parameters: { type: object } } }]';
  const { origin } = await aServer({
    'trip.yaml': `version: 1
title: A round trip
steps:
  - id: ask
    request: { model: ${model}, messages: [{ role: user, content: Weather? }], tools: ${tools} }
    mock: { tool_calls: [{ name: get_weather, arguments: { location: Paris } }] }
  - id: answer
    request:
      model: ${model}
      messages:
        - { role: user, content: Weather? }
        - \${{ steps.ask.message }}
        - { role: tool, tool_call_id: "\${{ steps.ask.message.tool_calls[0].id }}", content: Sun }
      tools: ${tools}
    mock: { content: "It was call \${{ steps.ask.message.tool_calls[0].id }}." }
`,
  });
  const declared = [{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } }];
  const question = { role: 'user', content: 'Weather?' };
  const first = await (await ask(origin, { body: { model, messages: [question], tools: declared } })).json();
  const { message } = first.choices[0];
  const { id } = message.tool_calls[0];
  const messages = [question, message, { role: 'tool', tool_call_id: id, content: 'Sun' }];
  const second = await (await ask(origin, { body: { model, messages, tools: declared } })).json();
  expect(second.choices[0].message.content).toBe(`It was call ${id}.`);
});

test('many clients at once each get their own answer, and the journal keeps the newest', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const body = (name: string) => ({ model, messages: [{ role: 'user', content: name }] });
  const { origin, journal } = await aServer(
    Object.fromEntries(
      names.map((name) => [`${name}.yaml`, scenario(`{ content: I am ${name} }`, JSON.stringify(body(name)))]),
    ),
  );
  const all = Array.from({ length: 1200 }, (_, index) => names[index % names.length] ?? '');
  for (let at = 0; at < all.length; at += 100) {
    const answers = await Promise.all(
      all.slice(at, at + 100).map(async (name) => (await ask(origin, { body: body(name) })).json()),
    );
    expect(answers.map(({ choices }) => choices[0].message.content)).toEqual(
      all.slice(at, at + 100).map((name) => `I am ${name}`),
    );
  }
  expect([journal.total, journal.entries.length]).toEqual([1200, 1000]);
});

test('a mock that cannot be sent is an error of the server, and says why', async () => {
  const { origin, journal } = await aServer({ 'hello.yaml': scenario('{ content: a, fault: { no_done: true } }') });
  const response = await ask(origin);
  expect([response.status, await response.json()]).toMatchObject([500, [{ error: { code: 500 } }]]);
  expect(journal.entries[0]?.reason).toContain('the fault no_done is one of streams');
});

test('match takes more than the scenario asks, but nothing that the service refuses', async () => {
  const match = 'match: { properties: { model: { includes: flash } }, required: [model] }';
  const { origin } = await aServer({ 'any.yaml': scenario(`{ content: any, ${match} }`), ...files });
  const said = async (more: object) => {
    const response = await ask(origin, { body: { ...hello, ...more } });
    return response.ok ? (await response.json()).choices[0].message.content : response.status;
  };
  expect(await said({})).toBe('Good day');
  expect(await said({ seed: 1 })).toBe('any');
  expect(await said({ model: 'google/gemini-9-flash' })).toBe('any');
  expect(await said({ model: 'google/gemini-9-pro' })).toBe(404);
  expect(await said({ n: 3 })).toBe(400);
});

test('headers of a scenario tell it from another with the same body', async () => {
  const priority = `${scenario('{ content: At once }')}headers: { x-priority: high }\n`;
  const { origin } = await aServer({ ...files, 'a-priority.yaml': priority });
  const said = async (headers: object) =>
    (await (await ask(origin, { headers: { authorization: 'Bearer a', ...headers } })).json()).choices[0].message
      .content;
  expect([await said({}), await said({ 'x-priority': 'high' })]).toEqual(['Good day', 'At once']);
});

test('an endpoint of another API is asked at its own path, with a bearer only where it has credentials', async () => {
  const suite = `version: 1
endpoints:
  open: { kind: custom, base_url: "http://localhost:1/v1/" }
  keyed: { kind: custom, base_url: "https://example.com/v1beta/openai?x=1", auth: { api_key: "\${{ secrets.KEY }}" } }
`;
  const { origin } = await aServer({
    'suite.yaml': suite,
    'open.yaml': `${scenario('{ content: open }')}endpoint: open\n`,
    'keyed.yaml': `${scenario('{ content: keyed }')}endpoint: keyed\n`,
  });
  const status = async (path: string, headers = {}) =>
    (await ask(origin, { path: `${path}/chat/completions`, headers })).status;
  expect(await status('/v1')).toBe(200);
  expect(await status('/v1beta/openai')).toBe(401);
  expect(await status('/v1beta/openai', { authorization: 'Bearer key' })).toBe(200);
  expect(await status('/v1beta')).toBe(404);
});
