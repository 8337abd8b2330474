import { expect, test } from 'vitest';
import { caseHeaders } from '../../src/mock/case-headers.ts';
import { createMockFetch } from '../../src/mock/create-mock-fetch.ts';
import type { CaseRecord } from '../../src/model/record.ts';
import { type Plan, type RunOptions, run } from '../../src/run.ts';
import { facts, redact } from '../run/facts.ts';
import { aServer, planOf } from './a-server.ts';

/** What a person is told of each case; times aside. */
async function resultsOf(plan: Plan, answerFrom?: RunOptions['answerFrom']) {
  const results: CaseRecord[] = [];
  await run(plan, {
    ...{ facts, redact, concurrency: 16, retries: 2, assertRetries: 0, signal: new AbortController().signal },
    reporters: [{ on: (event) => void (event.kind === 'case-end' && results.push(event.case)) }],
    ...(answerFrom && { answerFrom }),
  });
  return new Map(
    results.map((result) => [
      result.id,
      {
        verdict: result.verdict,
        // How a break is told differs: in process nobody hangs up.
        findings: result.findings.map(({ check, message }) =>
          check === 'answer-complete' ? check : `${check}: ${message}`,
        ),
        attempts: result.attempts.map((attempt) => attempt.result),
        asked: result.checks.asked.length,
      },
    ]),
  );
}

test('each case of the shipped suite is answered by its own mock, over sockets as in process', {
  timeout: 60_000,
}, async () => {
  const plan = await planOf(process.cwd());
  const { origin, journal } = await aServer();
  const served = await resultsOf(plan, async (aCase, step, from) => {
    let attempt = from;
    const { synthetic, replies } = createMockFetch(aCase, step, from);
    return {
      synthetic,
      replies,
      async fetch(input, init) {
        const { pathname } = new URL(input);
        const headers = new Headers(init?.headers);
        attempt += 1;
        if (aCase.auth !== 'none') headers.set('authorization', 'Bearer any');
        for (const [name, value] of Object.entries(caseHeaders(aCase, step, attempt))) headers.set(name, value);
        return fetch(`${origin}${pathname}`, { ...init, headers });
      },
    };
  });
  const mocked = await resultsOf(plan);
  expect(mocked.size).toBeGreaterThan(400);
  for (const [id, result] of mocked) expect([id, served.get(id)]).toEqual([id, result]);
  expect(journal.entries.filter(({ answeredBy }) => answeredBy === undefined)).toEqual([]);
});
