import { fileURLToPath } from 'node:url';
import { planCases } from '../../src/cases/plan-cases.ts';
import type { Case, Step } from '../../src/model/case.ts';
import { buildRequest } from '../../src/requests/build-request.ts';
import { loadSuite } from '../../src/scenarios/load-suite.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The shipped suite, as `vertex-scenarios run` finds it. */
export const loaded = await loadSuite([], { cwd: root });

/** Its cases in an empty environment, on the mock backend. */
export const planned = planCases(loaded.suite, { backend: 'mock', env: {}, set: {} });

/** The one step of a case: nothing in the suite has more yet. */
export function onlyStep(aCase: Case): Step {
  const [step, ...more] = aCase.steps;
  if (step === undefined || more.length > 0) throw new Error(`${aCase.id} has ${aCase.steps.length} steps`);
  return step;
}

export function requestOf(aCase: Case) {
  return buildRequest(aCase, onlyStep(aCase));
}
