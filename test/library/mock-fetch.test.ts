import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { mockFetch } from '../../src/index.ts';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';

const vertex = 'https://aiplatform.googleapis.com/v1/projects/mine/locations/europe-west4/endpoints/openapi';
const asking = (word: string, more = '') => `version: 1
title: Say ${word}
request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: ${word} }] }
${more}`;
const files = {
  'scenarios/suite.yaml': suiteYaml,
  'scenarios/hello.yaml': asking('hello', 'mock: { content: hello there }'),
  'scenarios/busy.yaml': asking(
    'busy',
    'mock: [{ status: 503, error: { status: UNAVAILABLE } }, { content: at last }]',
  ),
  'scenarios/any.yaml': asking(
    'one story',
    `mock:
  match: { properties: { messages: { contains: { properties: { content: { includes: story } } } } } }
  content: Once upon a time
`,
  ),
};

const body = (content: string, more: object = {}) => ({
  ...{ model: 'google/gemini-3.8-flash', messages: [{ role: 'user' as const, content }] },
  ...more,
});

test('the mocks answer a client at the addresses of the endpoints, whatever the project', async () => {
  const fetch = await mockFetch('scenarios', { cwd: writeFiles(files) });
  const client = new OpenAI({ baseURL: vertex, apiKey: 'token', fetch, maxRetries: 0 });
  const whole = await client.chat.completions.create(body('hello'));
  expect(whole.choices[0]?.message.content).toBe('hello there');
  const pieces: string[] = [];
  for await (const chunk of await client.chat.completions.create({ ...body('hello'), stream: true })) {
    pieces.push(chunk.choices[0]?.delta.content ?? '');
  }
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.join('')).toBe('hello there');
});

test('a list is gone through by the requests that come; another fetch begins anew', async () => {
  const cwd = writeFiles(files);
  const statuses = async (fetch: typeof globalThis.fetch) => {
    const send = () => fetch(`${vertex}/chat/completions`, { method: 'POST', body: JSON.stringify(body('busy')) });
    return [(await send()).status, (await send()).status, (await send()).status];
  };
  expect(await statuses(await mockFetch('scenarios', { cwd }))).toEqual([503, 200, 200]);
  expect(await statuses(await mockFetch('scenarios', { cwd }))).toEqual([503, 200, 200]);
});

test('match decides where it is given', async () => {
  const fetch = await mockFetch('scenarios', { cwd: writeFiles(files) });
  const client = new OpenAI({ baseURL: vertex, apiKey: 'token', fetch, maxRetries: 0 });
  const told = await client.chat.completions.create(body('Tell me a story, whichever'));
  expect(told.choices[0]?.message.content).toBe('Once upon a time');
});

test('what no scenario answers fails, and names the nearest one and the difference', async () => {
  const fetch = await mockFetch('scenarios', { cwd: writeFiles(files) });
  const sent = fetch(`${vertex}/chat/completions`, { method: 'POST', body: JSON.stringify(body('hallo')) });
  const error = await sent.catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(TypeError);
  const { message } = (error as TypeError).cause as Error;
  expect(message).toContain('no scenario answers POST https://aiplatform.googleapis.com/v1/projects/');
  expect(message).toMatch(/hello: \/messages\/0\/content is "hallo", where the scenario has "hello"/);
});

test.each([
  'https://example.com/v1/projects/p/locations/global/endpoints/openapi/chat/completions',
  'https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openai/chat/completions',
  'https://aiplatform.googleapis.com/v1/models',
])('an address of nobody is not answered: %s', async (url) => {
  const other: string[] = [];
  const fetch = await mockFetch('scenarios', {
    cwd: writeFiles(files),
    otherwise: async (input) => {
      other.push(String(input));
      return new Response('other');
    },
  });
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body('hello')) });
  expect(await response.text()).toBe('other');
  expect(other).toEqual([url]);
});

test('below a base URL any scenario answers, and a model may be named without its publisher', async () => {
  const baseURL = 'https://llm.example/api/v1';
  const fetch = await mockFetch('scenarios', { cwd: writeFiles(files), baseUrl: `${baseURL}/` });
  const client = new OpenAI({ baseURL, apiKey: 'key', fetch, maxRetries: 0 });
  const answer = await client.chat.completions.create({ ...body('hello'), model: 'gemini-3.8-flash' });
  expect(answer.choices[0]?.message.content).toBe('hello there');
  await expect(fetch('https://llm.example/chat/completions', { method: 'POST', body: '{}' })).rejects.toThrow();
});

test('an endpoint of kind custom is answered at its base URL alone', async () => {
  const suite = `version: 1\nendpoints: { vllm: { kind: custom, base_url: "http://vllm.internal:8000/v1" } }\n`;
  const cwd = writeFiles({
    'scenarios/suite.yaml': suite,
    'scenarios/hello.yaml': asking('hello', 'endpoint: vllm\nmock: { content: hi }'),
  });
  const fetch = await mockFetch('scenarios', { cwd });
  const send = (url: string) => fetch(url, { method: 'POST', body: JSON.stringify(body('hello')) });
  expect((await send('http://vllm.internal:8000/v1/chat/completions')).status).toBe(200);
  await expect(send('http://vllm.internal:9000/v1/chat/completions')).rejects.toThrow();
});
