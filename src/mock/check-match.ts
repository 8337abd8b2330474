import { isObject } from '../lib/is-object.ts';
import type { Case, Step } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { compileAuthorSchema } from '../schema/author.ts';
import type { LoadFile } from '../schema/references.ts';

/** What is wrong with the `match` of a mock: it is no schema, or the scenario's own request does not hold to it. */
export async function checkMatch(aCase: Case, step: Step, loadFile: LoadFile): Promise<readonly Diagnostic[]> {
  const match = isObject(step.mock) ? step.mock['match'] : undefined;
  if (match === undefined) return [];
  const at = [...step.path, 'mock', 'match'];
  const compiled = await compileAuthorSchema(match, loadFile);
  if ('problems' in compiled) {
    return compiled.problems.map(({ path, code, message, help }) => ({
      ...{ severity: 'error', code, message, place: aCase.locate([...at, ...path]) },
      ...(help !== undefined && { help }),
    }));
  }
  // What waits for an answer is not known yet.
  if (step.complete) return [];
  const request = step.request.kind === 'json' ? step.request.json : step.request.text;
  const [deviation] = compiled.validate(request, 'the request');
  if (!deviation) return [];
  const message = `the mock does not match the request of its own scenario: ${deviation.message}`;
  const help = 'match says which requests get this answer from serve';
  return [{ severity: 'error', code: 'match-misses', message, help, place: aCase.locate([...at, ...deviation.path]) }];
}
