import { fileURLToPath } from 'node:url';
import { planCases } from '../../src/cases/plan-cases.ts';
import type { Case, Step } from '../../src/model/case.ts';
import { buildRequest } from '../../src/requests/build-request.ts';
import { loadEvaluatedCheck } from '../../src/scenarios/file-checks.ts';
import { loadSuite } from '../../src/scenarios/load-suite.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const checkEvaluated = await loadEvaluatedCheck();
const loaded = await loadSuite([], { cwd: root });
if (loaded.suite === undefined) throw new Error('there is no shipped suite');

/** The shipped suite, as `vertex-scenarios run` finds it. */
export const suite = loaded.suite;

/** The cases of the suite on the mock backend, with these variables in the environment and no others. */
export function casesIn(env: Readonly<Record<string, string>>, unset = (name: string) => name) {
  return planCases(suite, { backend: 'mock', env, unset, set: {}, checkEvaluated });
}

const planned = casesIn({});

/** The cases in an empty environment. */
export const cases = planned.cases;

/** What is wrong with the suite's files. */
export const diagnostics = [...loaded.diagnostics, ...planned.diagnostics];

/** The first step of a case: what it sends is known before anything is answered. */
export function firstStep(aCase: Case): Step {
  const [step] = aCase.steps;
  if (step === undefined) throw new Error(`${aCase.id} has no step`);
  return step;
}

export function requestOf(aCase: Case) {
  return buildRequest(aCase, firstStep(aCase));
}
