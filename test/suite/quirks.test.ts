import { expect, test } from 'vitest';
import { prepareChecks } from '../../src/checks/start-checks.ts';
import { ruleIds } from '../../src/contract/rules.ts';
import { createMockFetch } from '../../src/mock/create-mock-fetch.ts';
import type { Case } from '../../src/model/case.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Json } from '../../src/model/json.ts';
import { runStep } from '../../src/run/run-step.ts';
import { cases, firstStep, requestOf } from './suite.ts';

/** Rules that only quirks of a run show, or only a live one. */
const notOnMocks = ['stream-incremental', 'parity', 'quirk-expired'];

const ofFolder = cases.filter(({ scenario }) => scenario.id.startsWith('quirks/'));
const quirky = ofFolder.filter((aCase) => listed(aCase).length > 0);
const healthy = ofFolder.filter((aCase) => listed(aCase).length === 0);

/** The rules that its author says will find something. */
function listed(aCase: Case): readonly Json[] {
  return firstStep(aCase).expect.flatMap(({ facets }) => (facets['findings'] ?? []) as readonly Json[]);
}

/** What the rules find, without anything that is expected of the answer. */
async function found(aCase: Case): Promise<readonly Finding[]> {
  const status = firstStep(aCase).expect.flatMap(({ path, facets }) =>
    facets['status'] === undefined ? [] : [{ path, facets: { status: facets['status'] } }],
  );
  const step = { ...firstStep(aCase), expect: status };
  const prepared = await prepareChecks(aCase, step, (path) => ({ error: `there is no file ${path}` }));
  const { signal } = new AbortController();
  const judging = { backend: 'mock', retries: 0, signal, quirks: [], now: () => new Date() } as const;
  return (await runStep(aCase, step, prepared, createMockFetch(aCase, step), judging)).findings;
}

test.each(quirky)('$id shows what it is there to show, and nothing else', async (aCase) => {
  const onSdkAlone = (check: Json) => check === 'sdk-agrees' || check === 'sdk-assembly';
  const expected = listed(aCase).filter((check) => aCase.transport === 'sdk' || !onSdkAlone(check));
  const checks = (await found(aCase)).filter(({ severity }) => severity !== 'info').map(({ check }) => check);
  expect([...new Set(checks)].sort()).toEqual([...expected].sort());
});

test.each(healthy)('$id has nothing to be found', async (aCase) => {
  expect(await found(aCase)).toEqual([]);
});

test.each(quirky)('$id has a healthy twin that asks the same', (aCase) => {
  const twin = healthy.find(({ id }) => id === aCase.id.replace('[', '-healthy['));
  expect(twin && requestOf(twin)).toEqual(requestOf(aCase));
});

test('every rule is shown by a quirk', () => {
  const shown = new Set(quirky.flatMap(listed));
  expect(ruleIds.filter((id) => !shown.has(id) && !notOnMocks.includes(id))).toEqual([]);
});
