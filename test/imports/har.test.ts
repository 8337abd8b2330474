import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { importOne, importText } from './import.ts';

const url = 'https://aiplatform.googleapis.com/v1/projects/p-12345/locations/global/endpoints/openapi/chat/completions';
const answer = {
  id: 'x',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
};
const chunk = {
  id: 'x',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta: { content: 'Hi' } }],
};

/** An entry of a log, as browsers write it. */
function entry(
  response: Json,
  body: Json | string = { model: 'google/m', messages: [{ role: 'user', content: 'Hi' }] },
  to = url,
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = [
    { name: ':authority', value: 'x' },
    { name: 'Authorization', value: 'Bearer ya29.TOKENTOKEN' },
    { name: 'content-type', value: 'application/json' },
    { name: 'x-team', value: 'red' },
  ];
  return { request: { method: 'POST', url: to, headers, postData: { mimeType: 'application/json', text } }, response };
}

const har = (...entries: Json[]) => JSON.stringify({ log: { version: '1.2', entries } }, null, 1);
const ok = (text: string, mimeType = 'application/json', more = {}) => ({
  status: 200,
  headers: [],
  content: { mimeType, text, ...more },
});

test('a whole answer becomes the body of the mock', () => {
  const { file } = importOne(har(entry(ok(JSON.stringify(answer)))), { endpoint: 'managed' });
  expect(file).toEqual({
    version: 1,
    title: 'Hi',
    headers: { 'x-team': 'red' },
    request: { model: 'google/m', messages: [{ role: 'user', content: 'Hi' }] },
    mock: { body: answer },
  });
});

test('a clean stream becomes chunks, with or without [DONE]', () => {
  const events = `data: ${JSON.stringify(chunk)}\n\ndata: ${JSON.stringify(chunk)}\n\n`;
  const mock = (text: string, more = {}) =>
    importOne(har(entry(ok(text, 'text/event-stream; charset=utf-8', more)))).file['mock'];
  expect(mock(`${events}data: [DONE]\n\n`)).toEqual({ chunks: [chunk, chunk], done: true });
  expect(mock(events)).toEqual({ chunks: [chunk, chunk], done: false });
  const encoded = Buffer.from(events).toString('base64');
  expect(mock(encoded, { encoding: 'base64' })).toEqual({ chunks: [chunk, chunk], done: false });
});

test.each(['data: {"a": \n\n', ': ping\n\ndata: {}\n\n', '{"error": {"code": 503}}', 'event: x\ndata: {}\n\n'])(
  'a stream with more in it than chunks stays as it is: %j',
  (text) => {
    const { file } = importOne(har(entry(ok(text, 'text/event-stream'))));
    expect(file['mock']).toEqual({ headers: { 'content-type': 'text/event-stream' }, raw: text });
  },
);

test('a refusal comes with its status, which is then expected, and without the project in it', () => {
  const error = [
    { error: { code: 429, message: 'Quota of projects/p-12345/x, ${{ here', status: 'RESOURCE_EXHAUSTED' } },
  ];
  const response = { ...ok(JSON.stringify(error)), status: 429, headers: [{ name: 'Retry-After', value: '7' }] };
  const { file } = importOne(har(entry(response)));
  expect(file['expect']).toEqual({ status: 429 });
  expect(file['mock']).toEqual({
    status: 429,
    headers: { 'retry-after': '7' },
    body: [
      { error: { ...error[0]?.error, message: 'Quota of projects/${{ env.GOOGLE_CLOUD_PROJECT }}/x, $${{ here' } },
    ],
  });
});

test('what is no JSON is kept as bytes with its type', () => {
  const { file } = importOne(har(entry({ ...ok('<html>404</html>', 'text/html'), status: 404 })));
  expect(file['mock']).toEqual({ status: 404, headers: { 'content-type': 'text/html' }, raw: '<html>404</html>' });
});

test('several requests become several scenarios; others are counted', () => {
  const other = entry(ok('{}'), {}, 'https://x.example/v1/models');
  const { scenarios, diagnostics } = importText(har(entry(ok('{}')), other, entry(ok('{}'))));
  expect({ scenarios: scenarios.length, diagnostics }).toEqual({ scenarios: 2, diagnostics: [] });
});

test('an answer that was not saved leaves the mock out', () => {
  const { file } = importOne(har(entry({ status: 200, content: { mimeType: 'text/event-stream' } })));
  expect(file).not.toHaveProperty('mock');
});

test('no token and no project of the log is written', () => {
  const body = { messages: [{ role: 'user', content: 'in p-12345 with ya29.TOKENTOKEN' }] };
  const text = JSON.stringify(importText(har(entry(ok(JSON.stringify({ note: 'p-12345' })), body))));
  expect(text).not.toMatch(/TOKENTOKEN|p-12345/);
});

test.each([
  ['{"log": {"entries": [}}', 'har: the HAR file is no JSON', 'pasted:1:22+1'],
  ['{"a": 1}', 'har: the JSON has no log.entries', ''],
  [har(), 'har-empty: no entry of the log is a chat-completions request', ''],
  [har(entry(ok('{}'), 'no json')), 'har-body: the body of entry 1 is no request', ''],
  [har(entry(ok('{}'), '[1]')), 'har-body: the body of entry 1 is no request: it is no object', ''],
])('%j is refused', (text, says, place) => {
  const { scenarios, diagnostics } = importText(text);
  expect(scenarios).toEqual([]);
  expect(diagnostics.join('\n')).toContain(says);
  expect(diagnostics.join('\n')).toContain(place);
});
