import { expect, test } from 'vitest';
import { buildRequest } from '../../src/requests/build-request.ts';
import { aCase, aStep } from './a-case.ts';

test('a request is the JSON of the scenario, posted to its endpoint', () => {
  const json = { model: 'google/gemini-3.8-flash', messages: [{ role: 'user', content: 'Hello' }] };
  const step = aStep({ kind: 'json', json });
  expect(buildRequest(aCase(step), step)).toEqual({
    method: 'POST',
    url: 'https://aiplatform.googleapis.com/v1/projects/my-project/locations/global/endpoints/openapi/chat/completions',
    headers: { 'content-type': 'application/json' },
    body: '{"model":"google/gemini-3.8-flash","messages":[{"role":"user","content":"Hello"}]}',
    json,
  });
});

test('text that goes out instead of JSON is sent as it is, and has no JSON beside it', () => {
  const step = aStep({ kind: 'raw', text: '{"model": "broken' });
  const request = buildRequest(aCase(step), step);
  expect(request.body).toBe('{"model": "broken');
  expect(request).not.toHaveProperty('json');
});

test("the scenario's headers win over ours", () => {
  const step = aStep({ kind: 'json', json: {} }, { 'content-type': 'text/plain', 'x-tier': 'flex' });
  expect(buildRequest(aCase(step), step).headers).toEqual({ 'content-type': 'text/plain', 'x-tier': 'flex' });
});

test('null in a request is data and goes over the wire', () => {
  const step = aStep({ kind: 'json', json: { stop: null } });
  expect(buildRequest(aCase(step), step).body).toBe('{"stop":null}');
});

test.each([{ token: 'ya29.very-secret' }, { api_key: 'AIza-very-secret' }, 'adc', 'none'] as const)(
  'nothing of the credentials %j is in the request',
  (auth) => {
    const step = aStep({ kind: 'json', json: { model: 'm' } });
    const request = buildRequest(aCase(step, { auth }), step);
    expect(JSON.stringify(request)).not.toContain('very-secret');
    expect(Object.keys(request.headers)).toEqual(['content-type']);
  },
);
