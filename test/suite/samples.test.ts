import { expect, test } from 'vitest';
import { planCases } from '../../src/cases/plan-cases.ts';
import { buildRequest } from '../../src/requests/build-request.ts';
import { renderSample } from '../../src/samples/render-sample.ts';
import { placeholderEnv } from '../../src/samples/sample-text.ts';
import { captureServer } from '../samples/capture-server.ts';
import { runCurl } from '../samples/run-curl.ts';
import { loaded, onlyStep, planned, requestOf } from './suite.ts';

const forSamples = planCases(loaded.suite, { backend: 'mock', env: placeholderEnv, set: {} });

test('the curl sample of every scenario puts its JSON on the wire', async () => {
  const server = await captureServer();
  const samples = forSamples.cases.map((aCase) => {
    const endpoint = { ...aCase.endpoint, origin: server.origin };
    return renderSample(buildRequest({ ...aCase, endpoint }, onlyStep(aCase)), 'curl', aCase.auth);
  });
  const variables = ['GOOGLE_CLOUD_PROJECT', 'VERTEX_ENDPOINT_ID', 'VERTEX_FORBIDDEN_PROJECT'];
  try {
    // Each variable has its own name as its value, as in an empty environment on the mock backend.
    await runCurl(samples, Object.fromEntries(variables.map((name) => [name, name])));
  } finally {
    await server.close();
  }
  expect(server.captured).toHaveLength(planned.cases.length);
  for (const [index, aCase] of planned.cases.entries()) {
    const request = requestOf(aCase);
    const arrived = server.captured[index];
    expect(arrived?.url).toBe(new URL(request.url).pathname);
    if (request.json === undefined) expect(arrived?.body).toBe(request.body);
    else expect(JSON.parse(arrived?.body ?? '')).toEqual(request.json);
  }
});

test('samples name the variables of the environment and never hold a placeholder', () => {
  for (const aCase of forSamples.cases) {
    const sample = renderSample(requestOf(aCase), 'curl', aCase.auth);
    expect(sample).toMatch(/\/projects\/\$\{\w+\}\/locations\//);
    expect(sample).not.toContain('sample-variable');
  }
});
