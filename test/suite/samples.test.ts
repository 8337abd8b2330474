import { expect, test } from 'vitest';
import { buildRequest } from '../../src/requests/build-request.ts';
import { renderSample } from '../../src/samples/render-sample.ts';
import { placeholder } from '../../src/samples/sample-text.ts';
import { captureServer } from '../samples/capture-server.ts';
import { runCurl } from '../samples/run-curl.ts';
import { cases, casesIn, firstStep, requestOf } from './suite.ts';

/** What the suite reads from the environment. */
const variables = ['GOOGLE_CLOUD_PROJECT', 'VERTEX_ENDPOINT_ID', 'VERTEX_FORBIDDEN_PROJECT'];

const forSamples = casesIn(Object.fromEntries(variables.map((name) => [name, placeholder(name)]))).cases;

test('the curl sample of every scenario puts its JSON on the wire', async () => {
  const server = await captureServer();
  const samples = forSamples.map((aCase) => {
    const endpoint = { ...aCase.endpoint, origin: server.origin };
    return renderSample(buildRequest({ ...aCase, endpoint }, firstStep(aCase)), 'curl', aCase.auth);
  });
  try {
    // Each variable has its own name as its value, as in an empty environment on the mock backend.
    await runCurl(samples, Object.fromEntries(variables.map((name) => [name, name])));
  } finally {
    await server.close();
  }
  expect(server.captured).toHaveLength(cases.length);
  for (const [index, aCase] of cases.entries()) {
    const request = requestOf(aCase);
    const arrived = server.captured[index];
    expect(arrived?.url).toBe(new URL(request.url).pathname);
    if (request.json === undefined) expect(arrived?.body).toBe(request.body);
    else expect(JSON.parse(arrived?.body ?? '')).toEqual(request.json);
  }
});

test('samples name the variables of the environment and never hold a placeholder', () => {
  for (const aCase of forSamples) {
    const sample = renderSample(requestOf(aCase), 'curl', aCase.auth);
    if (aCase.endpoint.kind !== 'custom') expect(sample).toMatch(/\/projects\/\$\{\w+\}\/locations\//);
    expect(sample).not.toContain('sample-variable');
  }
});
