import type { CaseOptions } from '../../src/cases/case-options.ts';
import { planCases } from '../../src/cases/plan-cases.ts';
import { loadEvaluatedCheck } from '../../src/scenarios/file-checks.ts';
import { loadSuite } from '../../src/scenarios/load-suite.ts';
import { type Files, oneLine, writeFiles } from '../scenarios/a-suite.ts';

/** A suite with two endpoints, two tags and a variable. */
export const suite = `version: 1
vars: { model: google/gemini-3.8-flash, place: Paris }
endpoints:
  managed: { kind: managed, project: "\${{ env.PROJECT }}", location: global }
  own: { kind: custom, base_url: "http://127.0.0.1:8000/v1" }
tags: { smoke: First, slow: Later }
`;

/** A scenario over REST; `more` are further lines. */
export const scenario = (more = '', request = '{ model: "${{ vars.model }}" }'): string =>
  `version: 1\ntitle: A question\ntransports: [rest]\nrequest: ${request}\n${more}`;

export interface Planning extends Partial<Omit<CaseOptions, 'picks' | 'checkEvaluated'>> {
  readonly targets?: readonly string[];
}

/** The cases of a suite of these files, as the command line plans them, and what it says in one line each. */
export async function planned(files: Files, { targets = [], ...options }: Planning = {}) {
  const cwd = writeFiles({ 'suite.yaml': suite, ...files });
  const loaded = await loadSuite(targets, { cwd });
  if (!loaded.suite) throw new Error(loaded.diagnostics.map(oneLine).join('\n'));
  const plan = planCases(loaded.suite, {
    backend: 'mock',
    env: {},
    unset: (name) => name,
    set: {},
    picks: loaded.picks,
    checkEvaluated: await loadEvaluatedCheck(),
    ...options,
  });
  return {
    cases: plan.cases,
    ids: plan.cases.map(({ id }) => id),
    unaffected: plan.unaffected,
    said: [...loaded.diagnostics, ...plan.diagnostics].map(oneLine),
  };
}

/** The body that the first case sends. */
export async function request(files: Files, planning: Planning = {}) {
  const { cases, said } = await planned(files, planning);
  const errors = said.filter((line) => !line.includes(' warning '));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const [step] = cases[0]?.steps ?? [];
  return step?.request.kind === 'json' ? step.request.json : step?.request.text;
}
