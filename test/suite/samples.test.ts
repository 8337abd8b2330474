import { expect, test } from 'vitest';
import type { Case } from '../../src/model/case.ts';
import { buildRequest } from '../../src/requests/build-request.ts';
import { renderSample } from '../../src/samples/render-sample.ts';
import { placeholder } from '../../src/samples/sample-text.ts';
import { captureServer } from '../samples/capture-server.ts';
import { runCurl } from '../samples/run-curl.ts';
import { cases, casesIn, firstStep, requestOf } from './suite.ts';

/** What the suite reads from the environment. */
const variables = ['GOOGLE_CLOUD_PROJECT', 'VERTEX_ENDPOINT_ID', 'VERTEX_FORBIDDEN_PROJECT'];

const forSamples = oncePerRequest(
  casesIn(Object.fromEntries(variables.map((name) => [name, placeholder(name)]))).cases,
);

/** A sample is the same over both transports and for all repeats. */
function oncePerRequest(all: readonly Case[]): readonly Case[] {
  const transports = Map.groupBy(all, ({ scenario, row, twinOf }) =>
    JSON.stringify([scenario.id, row, twinOf === undefined]),
  );
  return [...transports.values()].flatMap(([first]) => first ?? []);
}

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
  const sent = oncePerRequest(cases);
  expect(server.captured).toHaveLength(sent.length);
  for (const [index, aCase] of sent.entries()) {
    const request = requestOf(aCase);
    const arrived = server.captured[index];
    expect(arrived?.url).toBe(new URL(request.url).pathname);
    if (request.json === undefined) expect(arrived?.body).toBe(request.body);
    else expect(JSON.parse(arrived?.body ?? '')).toEqual(request.json);
  }
}, 60_000);

test('samples name the variables of the environment and never hold a placeholder', () => {
  for (const aCase of forSamples) {
    const sample = renderSample(requestOf(aCase), 'curl', aCase.auth);
    if (aCase.endpoint.kind !== 'custom') expect(sample).toMatch(/\/projects\/\$\{\w+\}\/locations\//);
    expect(sample).not.toContain('sample-variable');
  }
});
