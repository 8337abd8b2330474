import { expect, test } from 'vitest';
import { createMockFetch } from '../../src/mock/create-mock-fetch.ts';
import type { Exchange, Limits } from '../../src/model/exchange.ts';
import { rest } from '../../src/transports/rest.ts';
import { sdk } from '../../src/transports/sdk.ts';
import { cases, onlyStep, requestOf, suite } from './suite.ts';

const limits: Limits = { connect: 10_000, first_event: 10_000, idle: 10_000, total: 10_000, bodyBytes: 1_000_000 };

test.each(suite.scenarios)('$id puts the same JSON on the wire over both transports', async (scenario) => {
  const own = cases.filter((aCase) => aCase.scenario.id === scenario.id);
  const exchanges: Exchange[] = [];
  for (const aCase of own) {
    const { fetch } = createMockFetch(aCase, onlyStep(aCase));
    exchanges.push(await (aCase.transport === 'sdk' ? sdk : rest)(requestOf(aCase), fetch, limits));
  }
  if (scenario.file.request_raw !== undefined) {
    expect(exchanges.map((exchange) => exchange.request.body)).toEqual([scenario.file.request_raw]);
    return;
  }
  const [overRest, overSdk, ...more] = exchanges.map(({ request }) => ({ ...request, body: JSON.parse(request.body) }));
  expect(more).toEqual([]);
  expect(overSdk?.body).toEqual(overRest?.body);
  expect(overSdk?.url).toBe(overRest?.url);
  expect(overSdk?.headers['content-type']).toBe(overRest?.headers['content-type']);
});
