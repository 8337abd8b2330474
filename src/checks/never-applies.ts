import type { FacetName } from '../contract/facets.ts';
import type { Case } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { facetChecks } from './facets.ts';
import { expectsStatus } from './verdict.ts';

/**
 * Facets of a scenario that apply to none of its cases, whatever answers: what its author expects there would never be
 * asked. `cases` are all of one scenario, before any selection.
 */
export function neverApplies(cases: readonly Case[]): readonly Diagnostic[] {
  const found = new Map<
    string,
    { readonly applies: boolean; readonly reason: string; readonly diagnose: () => Diagnostic }
  >();
  for (const aCase of cases) {
    for (const step of aCase.steps) {
      for (const { path, facets } of step.expect) {
        for (const name of Object.keys(facets)) {
          const at = [...step.path, ...path, name];
          if (facets[name] === null || found.get(at.join('/'))?.applies) continue;
          const request = step.request.kind === 'json' ? step.request.json : null;
          const { transport } = aCase;
          // A stream comes where one was asked for, unless a refusal is expected.
          const stream = request?.['stream'] === true && !expectsStatus(step.expect);
          const applies = facetChecks[name as FacetName].applies({ request, stream, transport, backend: 'live' });
          const reason = applies === true ? '' : applies;
          const diagnose = (): Diagnostic => ({
            severity: 'error',
            code: 'never-applies',
            message: `expect.${name} applies to no case of this scenario: ${reason}`,
            help: 'remove it, or change the request',
            place: aCase.locate(at),
          });
          found.set(at.join('/'), { applies: applies === true, reason, diagnose });
        }
      }
    }
  }
  return [...found.values()].filter(({ applies }) => !applies).map(({ diagnose }) => diagnose());
}
