import { expect, test } from 'vitest';
import type { WireRequest } from '../../src/model/exchange.ts';
import { renderSample, sampleForms } from '../../src/samples/render-sample.ts';
import { placeholder } from '../../src/samples/sample-text.ts';

const json = { model: 'google/gemini-3.8-flash', messages: [{ role: 'user', content: "What's new?" }] };
const project = placeholder('GOOGLE_CLOUD_PROJECT');
const request: WireRequest = {
  method: 'POST',
  url: `https://aiplatform.googleapis.com/v1/projects/${project}/locations/global/endpoints/openapi/chat/completions`,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(json),
  json,
};
const raw: WireRequest = {
  method: 'POST',
  url: 'http://127.0.0.1:8000/v1/chat/completions',
  headers: { 'content-type': 'application/json' },
  body: `{"it's": "broken`,
};

test('as curl', () => {
  expect(renderSample(request, 'curl', 'adc')).toBe(`\
curl "https://aiplatform.googleapis.com/v1/projects/\${GOOGLE_CLOUD_PROJECT}/locations/global/endpoints/openapi/chat/completions" \\
  -H "authorization: Bearer $(gcloud auth print-access-token)" \\
  -H 'content-type: application/json' \\
  -d '{
  "model": "google/gemini-3.8-flash",
  "messages": [
    {
      "role": "user",
      "content": "What'\\''s new?"
    }
  ]
}'`);
});

test('as an HTTP message', () => {
  expect(renderSample(request, 'http', 'adc')).toBe(`\
POST https://aiplatform.googleapis.com/v1/projects/\${GOOGLE_CLOUD_PROJECT}/locations/global/endpoints/openapi/chat/completions HTTP/1.1
authorization: Bearer $(gcloud auth print-access-token)
content-type: application/json

{
  "model": "google/gemini-3.8-flash",
  "messages": [
    {
      "role": "user",
      "content": "What's new?"
    }
  ]
}`);
});

test('as JSON', () => {
  expect(renderSample(request, 'json', 'adc')).toBe(JSON.stringify(json, null, 2));
});

test('a text that is no JSON stays as it is in every form', () => {
  expect(renderSample(raw, 'json', 'none')).toBe(raw.body);
  expect(renderSample(raw, 'http', 'none').endsWith(`\n\n${raw.body}`)).toBe(true);
  expect(renderSample(raw, 'curl', 'none')).toBe(`\
curl http://127.0.0.1:8000/v1/chat/completions \\
  -H 'content-type: application/json' \\
  --data-raw '{"it'\\''s": "broken'`);
});

test('curl is told not to hold back a stream', () => {
  const stream = { ...json, stream: true };
  const streaming = { ...request, json: stream, body: JSON.stringify(stream) };
  expect(renderSample(streaming, 'curl', 'adc')).toMatch(/^curl -N /);
});

test('a token or key from the environment is written as the variable it comes from', () => {
  const secret = placeholder('MY_TOKEN');
  expect(renderSample(raw, 'curl', { token: secret })).toContain('-H "authorization: Bearer ${MY_TOKEN}"');
  expect(renderSample(raw, 'http', { api_key: secret })).toContain('authorization: Bearer ${MY_TOKEN}\n');
});

test('a token that the author wrote into the scenario, to have it refused, is written as it is', () => {
  expect(renderSample(raw, 'curl', { token: 'expired' })).toContain("-H 'authorization: Bearer expired'");
});

test('no credentials are added where the endpoint wants none, or where the scenario brings its own', () => {
  expect(renderSample(raw, 'http', 'none')).not.toContain('authorization');
  const own = { ...raw, headers: { ...raw.headers, authorization: 'Basic dXNlcg==' } };
  expect(renderSample(own, 'http', 'adc').match(/authorization/g)).toHaveLength(1);
  expect(renderSample(own, 'http', 'adc')).toContain('authorization: Basic dXNlcg==\n');
});

test.each(sampleForms)('as %s, a variable inside the body is written by its name', (form) => {
  const cached = { cached_content: `projects/${project}/cachedContents/1` };
  const sample = renderSample({ ...request, json: cached, body: JSON.stringify(cached) }, form, 'adc');
  expect(sample).toContain('${GOOGLE_CLOUD_PROJECT}');
  expect(sample).not.toContain(project);
});
