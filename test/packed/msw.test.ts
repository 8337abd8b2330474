/** The handlers for MSW, in a project that has the packed package and an MSW, an `openai` and a vitest of its own. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aConsumer, runIn } from './a-consumer.ts';

const asking = (word: string, more: string) => `version: 1
title: Ask for ${word}
request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: ${word} }] }
${more}`;

const files = {
  'scenarios/suite.yaml': `version: 1
endpoints:
  managed: { kind: managed, project: p, location: global }
  dedicated: { kind: dedicated, project: p, location: us-central1, endpoint_id: "42", project_number: "7" }
  vllm: { kind: custom, base_url: "http://vllm.internal:8000/v1" }
`,
  'scenarios/hello.yaml': asking('hello', 'mock: { content: hello there }\n'),
  'scenarios/slow.yaml': asking('slow', 'mock: { content: one two three four, pieces: 4, pace: { every: 50ms } }\n'),
  'scenarios/busy.yaml': asking(
    'busy',
    'mock: [{ status: 429, headers: { retry-after: "0" }, error: { message: wait } }, { content: at last }]\n',
  ),
  'scenarios/cut.yaml': asking('cut', 'mock: { content: one two three four, fault: { reset: { after: 2 } } }\n'),
  'scenarios/story.yaml': asking(
    'a story',
    'mock:\n  match: { properties: { messages: { contains: { properties: { content: { includes: story } } } } } }\n  content: Once upon a time\n',
  ),
  'scenarios/own.yaml': asking('own', 'endpoint: vllm\nmock: { content: from vllm }\n'),
  'scenarios/dedicated.yaml': asking('dedicated', 'endpoint: dedicated\nmock: { content: from an endpoint }\n'),
  'msw.test.ts': `import { HttpHandler, HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import OpenAI from 'openai';
import { handlers } from 'vertex-scenarios/msw';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

const unmatched: string[] = [];
const mocks = await handlers('scenarios', { onUnmatched: (told) => unmatched.push(told) });
const unhandled: string[] = [];
const behind = http.get('https://other.example/', () => HttpResponse.text('other'));
const server = setupServer(...mocks, behind);

beforeAll(() =>
  server.listen({
    onUnhandledFrame({ frame, defaults }) {
      unhandled.push((frame.data as { request: Request }).request.url);
      defaults.error();
    },
  }),
);
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const base = 'https://europe-west4-aiplatform.googleapis.com/v1/projects/mine/locations/europe-west4/endpoints/openapi';
// A client takes the fetch that there is when it is made: that of MSW, once the server listens.
const aClient = (maxRetries = 0) => new OpenAI({ baseURL: base, apiKey: 'token', maxRetries });
const ask = (content: string) => ({ model: 'google/gemini-3.8-flash', messages: [{ role: 'user' as const, content }] });
const post = (url: string, content: string) => fetch(url, { method: 'POST', body: JSON.stringify(ask(content)) });

test('they are handlers of the MSW that is installed here', () => {
  expect(mocks.every((each) => each instanceof HttpHandler)).toBe(true);
});

test('the openai client is answered', async () => {
  const answer = await aClient().chat.completions.create(ask('hello'));
  expect(answer.choices[0]?.message.content).toBe('hello there');
});

test('a stream arrives in pieces, at its pace', async () => {
  const start = performance.now();
  const arrivals: number[] = [];
  let text = '';
  for await (const chunk of await aClient().chat.completions.create({ ...ask('slow'), stream: true })) {
    arrivals.push(performance.now() - start);
    text += chunk.choices[0]?.delta.content ?? '';
  }
  expect(text).toBe('one two three four');
  expect(arrivals.at(-1)! - arrivals[0]!).toBeGreaterThan(100);
});

test('a client that tries again gets the next reply', async () => {
  expect((await aClient(1).chat.completions.create(ask('busy'))).choices[0]?.message.content).toBe('at last');
});

test('a connection that breaks is, through MSW, a body that ends early', async () => {
  let text = '';
  for await (const chunk of await aClient().chat.completions.create({ ...ask('cut'), stream: true })) {
    text += chunk.choices[0]?.delta.content ?? '';
  }
  expect(text).toMatch(/^one/);
  expect(text).not.toContain('four');
});

test('match, and each kind of endpoint at its own address', async () => {
  const content = async (url: string, text: string) => (await (await post(url, text)).json()).choices[0].message.content;
  expect(await content(base + '/chat/completions', 'any story at all')).toBe('Once upon a time');
  expect(await content('http://vllm.internal:8000/v1/chat/completions', 'own')).toBe('from vllm');
  const dedicated = 'https://42.us-central1-7.prediction.vertexai.goog/v1/projects/7/locations/us-central1/endpoints/42';
  expect(await content(dedicated + '/chat/completions', 'dedicated')).toBe('from an endpoint');
});

test('what no scenario answers goes on to other handlers, and to the own policy', async () => {
  expect(await (await fetch('https://other.example/')).text()).toBe('other');
  expect(unhandled).toEqual([]);
  await expect(post(base + '/chat/completions', 'hallo')).rejects.toThrow();
  expect(unhandled).toEqual([base + '/chat/completions']);
  expect(unmatched).toHaveLength(1);
  expect(unmatched[0]).toContain('hello: /messages/0/content is "hallo", where the scenario has "hello"');
  await expect(post('https://other.example/v1/chat/completions', 'hello')).rejects.toThrow();
  expect(unhandled).toHaveLength(2);
});

test('an own handler in front goes first', async () => {
  server.use(http.post('*/chat/completions', () => HttpResponse.json({ mine: true })));
  expect(await (await post(base + '/chat/completions', 'hello')).json()).toEqual({ mine: true });
});
`,
};

let folder = '';
beforeAll(() => {
  folder = aConsumer(files);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));
vi.setConfig({ testTimeout: 60_000 });

test('the suite answers the own tests of a project through its own MSW', async () => {
  const { code, out } = await runIn(folder, [process.execPath, 'node_modules/vitest/vitest.mjs', 'run']);
  expect(out).toMatch(/Tests {2}8 passed \(8\)/);
  expect(code).toBe(0);
});

test('a mistake in the suite is told with its place', async () => {
  const script = "import { handlers } from 'vertex-scenarios/msw'; await handlers('nowhere');";
  const { code, out } = await runIn(folder, [process.execPath, '--input-type=module', '-e', script]);
  expect(code).toBe(1);
  expect(out).toContain('SuiteError: error: ');
  expect(out).toContain('nowhere');
});

test('nothing of MSW is bundled into the handlers: they need the one that is installed', async () => {
  const other = aConsumer({ 'scenarios/suite.yaml': files['scenarios/suite.yaml'] });
  rmSync(join(other, 'node_modules/msw'));
  const script = "import 'vertex-scenarios/msw';";
  const { code, out } = await runIn(other, [process.execPath, '--input-type=module', '-e', script]);
  rmSync(other, { recursive: true });
  expect(code).toBe(1);
  expect(out).toContain("Cannot find package 'msw'");
});
