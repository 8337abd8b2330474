import { expect, test } from 'vitest';
import { createMockFetch } from '../../src/mock/create-mock-fetch.ts';
import type { Case } from '../../src/model/case.ts';
import type { Exchange, Limits } from '../../src/model/exchange.ts';
import { rest } from '../../src/transports/rest.ts';
import { sdk } from '../../src/transports/sdk.ts';
import { cases, firstStep, requestOf, suite } from './suite.ts';

test.each(suite.scenarios)('$id puts the same JSON on the wire over both transports', async (scenario) => {
  const own = cases.filter((aCase) => aCase.scenario.id === scenario.id);
  const exchanges: Exchange[] = [];
  for (const aCase of own) {
    const { fetch } = createMockFetch(aCase, firstStep(aCase));
    exchanges.push(await (aCase.transport === 'sdk' ? sdk : rest)(requestOf(aCase), fetch, limitsOf(aCase)));
  }
  if (scenario.file.request_raw !== undefined) {
    expect(exchanges.map((exchange) => exchange.request.body)).toEqual([scenario.file.request_raw]);
    return;
  }
  const over = (transport: string) =>
    exchanges
      .filter((_, index) => own[index]?.transport === transport)
      .map(({ request }) => ({
        body: JSON.parse(request.body),
        // The names of variables stand in hosts, where case says nothing.
        url: new URL(request.url).href,
        type: request.headers['content-type'],
      }));
  const [overRest, overSdk] = [over('rest'), over('sdk')];
  // A scenario of one transport has nothing to compare.
  const both = scenario.file.transports ?? ['rest', 'sdk'];
  expect(overRest).toHaveLength(both.includes('rest') ? own.length / both.length : 0);
  if (both.length === 2) expect(overSdk).toEqual(overRest);
});

/** Its own deadlines: a mock that stalls is given up soon. */
function limitsOf(aCase: Case): Limits {
  return { ...firstStep(aCase).timeouts, bodyBytes: 1_000_000 };
}
