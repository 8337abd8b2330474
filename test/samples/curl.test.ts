import { expect, test } from 'vitest';
import type { WireRequest } from '../../src/model/exchange.ts';
import { renderSample } from '../../src/samples/render-sample.ts';
import { placeholder } from '../../src/samples/sample-text.ts';
import { captureServer } from './capture-server.ts';
import { runCurl } from './run-curl.ts';
import { uglyMixtures, uglyTexts } from './ugly-texts.ts';

const headers = { 'content-type': 'application/json' };

test('a real curl puts the JSON on the wire that the scenario has, whatever is in it', async () => {
  const contents = [...uglyTexts, ...uglyMixtures(40, 3), '\u0000', '\uD800'];
  const bodies = contents.map((content) => ({ [content]: content, messages: [{ role: 'user', content }] }));
  const server = await captureServer();
  try {
    const samples = bodies.map((json) => {
      const request: WireRequest = { method: 'POST', url: server.origin, headers, body: JSON.stringify(json), json };
      return renderSample(request, 'curl', 'none');
    });
    await runCurl(samples, {});
  } finally {
    await server.close();
  }
  expect(server.captured.map((request) => JSON.parse(request.body))).toEqual(bodies);
});

test('a real curl sends a text that is no JSON byte for byte', async () => {
  const texts = [...uglyTexts, ...uglyMixtures(20, 4)];
  const server = await captureServer();
  try {
    const samples = texts.map((body) =>
      renderSample({ method: 'POST', url: server.origin, headers, body }, 'curl', 'none'),
    );
    await runCurl(samples, {});
  } finally {
    await server.close();
  }
  expect(server.captured.map((request) => request.body)).toEqual(texts);
});

test('the shell fills in the token, the project and the secrets; headers arrive, empty ones too', async () => {
  const server = await captureServer();
  const json = { stream: true, cached_content: `projects/${placeholder('GOOGLE_CLOUD_PROJECT')}/cachedContents/1` };
  const request: WireRequest = {
    method: 'POST',
    url: `${server.origin}/v1/projects/${placeholder('GOOGLE_CLOUD_PROJECT')}/chat/completions?a=1&b=$HOME`,
    headers: { ...headers, 'x-key': placeholder('MY_KEY'), 'x-empty': '', 'x-quote': `it's "$HOME" !!` },
    body: JSON.stringify(json),
    json,
  };
  try {
    await runCurl([renderSample(request, 'curl', 'adc')], { GOOGLE_CLOUD_PROJECT: 'my-project', MY_KEY: 'k$y' });
  } finally {
    await server.close();
  }
  expect(server.captured).toMatchObject([
    {
      url: '/v1/projects/my-project/chat/completions?a=1&b=$HOME',
      headers: {
        authorization: 'Bearer access-token',
        'content-type': 'application/json',
        'x-key': 'k$y',
        'x-empty': '',
        'x-quote': `it's "$HOME" !!`,
      },
      body: expect.stringContaining('projects/my-project/cachedContents/1'),
    },
  ]);
});
