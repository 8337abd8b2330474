import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { aMock, read, send } from './a-mock.ts';

test('a list has one reply per attempt, and the last one stays', async () => {
  for (const transport of ['rest', 'sdk'] as const) {
    const mock = aMock([{ status: 503 }, { status: 429 }, { content: 'third try' }], { transport });
    const statuses: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) statuses.push(read(await send(mock, mock.fetch)).status);
    expect(statuses).toEqual([503, 429, 200, 200]);
    expect(mock.replies).toBe(3);
  }
});

test('each case has a sequence of its own', async () => {
  const list = [{ status: 503 }, { content: 'second try' }];
  const one = aMock(list);
  const two = aMock(list);
  const statuses = await Promise.all([send(one, one.fetch), send(two, two.fetch), send(one, one.fetch)]);
  expect(statuses.map((exchange) => read(exchange).status).sort()).toEqual([200, 503, 503]);
});

test.each([
  'https://us-central1-aiplatform.googleapis.com/v1beta1/projects/p/locations/us-central1/endpoints/123/chat/completions',
  'https://5.us-central1-9.prediction.vertexai.goog/v1/projects/p/locations/us-central1/endpoints/5/chat/completions',
  'http://127.0.0.1:8000/v1/chat/completions',
  'https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-02-01',
])('every form of URL is answered: %s', async (url) => {
  for (const transport of ['rest', 'sdk'] as const) {
    const mock = aMock({ content: 'Hello' }, { transport });
    expect(read(await send({ ...mock, request: { ...mock.request, url } }, mock.fetch)).status).toBe(200);
  }
});

test('a URL that is none of the API is answered by nobody', async () => {
  const mock = aMock({ content: 'Hello' });
  const url = 'http://127.0.0.1:9/v1/embeddings';
  const { outcome } = await send({ ...mock, request: { ...mock.request, url } }, mock.fetch);
  expect(outcome).toEqual({ kind: 'no-response', reason: 'connection', message: 'no mock answers this request' });
});

test.each([
  [{ content: 'a', patch: { '/choices/7/index': 1 } }, 'the patch /choices/7/index hits nothing'],
  [{ content: 'a', pace: { first: 'soon' } }, 'pace.first of the mock is no duration: "soon"'],
  [{ content: 'a', status: 'many' }, 'status'],
])('a mock that cannot be sent says why: %j', async (reply, why) => {
  for (const transport of ['rest', 'sdk'] as const) {
    const mock = aMock(reply, { transport, request: { stream: true } });
    const { outcome } = await send(mock, mock.fetch);
    expect(outcome).toMatchObject({ kind: 'no-response', message: expect.stringContaining(why) });
  }
});

test('a body that stalls ends with its caller, also once the request is collected as garbage', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const mock = aMock({ content: 'Hello', fault: { stall: { after: 1, for: '20s' } } }, { request: { stream: true } });
  const stop = new AbortController();
  const { url, body } = mock.request;
  const response = await mock.fetch(url, { method: 'POST', body, signal: stop.signal });
  const reader = response.body?.getReader();
  await reader?.read();
  const stalled = reader?.read().then(
    () => 'read',
    () => 'given up',
  );
  for (let turn = 0; turn < 5; turn += 1) {
    collect();
    await new Promise(setImmediate);
  }
  stop.abort();
  expect(await stalled).toBe('given up');
});
