import { suiteSchemas } from '../checks/suite-schemas.ts';
import { createFileReader } from '../expressions/read-suite-file.ts';
import { isObject } from '../lib/is-object.ts';
import { createMockFetch } from '../mock/create-mock-fetch.ts';
import type { Offer } from '../mock/match-request.ts';
import type { Case, Step } from '../model/case.ts';
import { compileAuthorSchema } from '../schema/author.ts';
import { type PlannedCase, runCase } from './run-case.ts';

/**
 * What a suite has to offer to clients of a server: each step of each case with its mock. A step that waits for earlier
 * answers is filled in with those its own mocks give, which are the same every time.
 */
export async function servedOffers(root: string, cases: readonly PlannedCase[]): Promise<readonly Offer[]> {
  const readFile = createFileReader(root);
  const offers: Offer[] = [];
  for (const planned of cases) {
    const loadSchema = suiteSchemas(readFile, root, planned.case.scenario.source.file);
    for (const step of await filledSteps(planned)) {
      const match = isObject(step.mock) ? step.mock['match'] : undefined;
      const compiled = match === undefined ? undefined : await compileAuthorSchema(match, loadSchema);
      offers.push({
        case: planned.case,
        step,
        ...(compiled && 'validate' in compiled && { match: compiled.validate }),
      });
    }
  }
  return offers;
}

async function filledSteps(planned: PlannedCase): Promise<readonly Step[]> {
  const { steps, skip: _, ...rest } = planned.case;
  if (steps.every(({ complete }) => !complete)) return steps;
  const filled = new Map<Step['path'], Step>();
  // A scenario that is not to be run can be served all the same.
  const aCase: Case = { ...rest, steps };
  await runCase(
    { ...planned, case: aCase },
    {
      ...{ backend: 'mock', assertRetries: 0, retries: 2, quirks: [], now: () => new Date() },
      signal: new AbortController().signal,
      async answerFrom(_, step, from) {
        filled.set(step.path, step);
        return createMockFetch(aCase, step, from);
      },
    },
  );
  return steps.map((step) => filled.get(step.path) ?? step);
}
