import { readAnswer } from '../../src/answers/read-answer.ts';
import { type PreparedChecks, prepareChecks, startChecks } from '../../src/checks/start-checks.ts';
import { judgeOutcome } from '../../src/checks/verdict.ts';
import { createMockFetch } from '../../src/mock/create-mock-fetch.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { Case } from '../../src/model/case.ts';
import type { Exchange, ResponseOutcome } from '../../src/model/exchange.ts';
import type { Finding } from '../../src/model/finding.ts';
import { rest } from '../../src/transports/rest.ts';
import { cases, firstStep, requestOf } from './suite.ts';

/** An answer of the suite as it came over the wire, with the checks that judge it. */
export interface Healthy {
  readonly case: Case;
  readonly exchange: Exchange;
  readonly response: ResponseOutcome;
  readonly prepared: PreparedChecks;
}

const bodyBytes = 1_000_000;

/** All answers of the suite's mocks that came with 2xx and are to have no finding, over plain HTTP. */
export async function healthyAnswers(): Promise<readonly Healthy[]> {
  const answers: Healthy[] = [];
  for (const aCase of cases) {
    const step = firstStep(aCase);
    // Of repeats the second: the first is there to be the bad one.
    if (aCase.transport !== 'rest' || aCase.repeat !== Math.min(2, aCase.group.count)) continue;
    if (step.expect.some(({ facets }) => facets['findings'] !== undefined)) continue;
    const exchange = await rest(requestOf(aCase), createMockFetch(aCase, step).fetch, { ...step.timeouts, bodyBytes });
    const response = exchange.outcome;
    if (response.kind !== 'response' || response.status !== 200) continue;
    const prepared = await prepareChecks(aCase, { ...step, expect: [] }, (path) => ({ error: `there is no ${path}` }));
    answers.push({ case: aCase, exchange, response, prepared });
  }
  return answers;
}

/** What the rules say of the same answer with other bytes; `verdict` where they are not even asked. */
export function judgeBytes(
  { case: aCase, exchange, response, prepared }: Healthy,
  bytes: Uint8Array,
): { readonly verdict: string; readonly findings: readonly Finding[]; readonly answer?: Answer } {
  const outcome: ResponseOutcome = { ...response, body: { ...response.body, bytes, reads: [{ offset: 0, at: 1 }] } };
  const changed: Exchange = { ...exchange, outcome };
  const { kind } = judgeOutcome(changed, []);
  if (kind !== 'judged') return { verdict: kind, findings: [] };
  const step = { ...firstStep(aCase), expect: [] };
  const watch = startChecks({
    ...{ case: aCase, step, prepared, exchange: changed, response: outcome },
    ...{ backend: 'mock', quirks: [], now: () => new Date(0) },
  });
  const request = step.request.kind === 'json' ? step.request.json : null;
  const answer = readAnswer(outcome, { request, profile: aCase.profile }, watch.event);
  const { findings } = watch.finish(answer);
  return { verdict: kind, findings: findings.filter(({ severity }) => severity !== 'info'), answer };
}
