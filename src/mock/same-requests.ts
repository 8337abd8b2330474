import { sameJson } from '../lib/same-json.ts';
import type { Offer } from './match-request.ts';
import { canonical } from './request-meaning.ts';
import { doorOf } from './server-place.ts';

/**
 * Scenarios that send the same request to the same door and have different mocks: without a header only the first of
 * each group, as `createMatcher` orders them, ever answers. `offers` in that order.
 */
export function sameRequests(offers: readonly Offer[]): readonly (readonly string[])[] {
  const groups = Map.groupBy(
    offers.filter(({ match, case: { auth } }) => !match && !(typeof auth === 'object' && 'token' in auth)),
    ({ case: { endpoint, auth }, step: { request, headers } }) =>
      [
        ...[doorOf(endpoint), auth === 'none', canonical(headers)],
        request.kind === 'raw' ? request.text : canonical(request.json),
      ].join(' '),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const hidden = others.filter(({ step }) => !sameJson(step.mock ?? null, first.step.mock ?? null));
    const names = new Set([first, ...hidden].map((offer) => offer.case.scenario.id));
    return names.size > 1 ? [[...names]] : [];
  });
}
