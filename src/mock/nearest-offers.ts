import { type Difference, firstDifference } from '../lib/first-difference.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { showValue } from '../lib/show-value.ts';
import { type ForeignRequest, likeness, type Offer } from './match-request.ts';
import { meaning } from './request-meaning.ts';
import type { NearMiss } from './server-journal.ts';
import { placeFit } from './server-place.ts';

/** The scenarios of the request's own door that come nearest to it, at most three, and why each does not answer. */
export function nearestOffers(offers: readonly Offer[], { json, body, place }: ForeignRequest): readonly NearMiss[] {
  const here = offers
    .filter((offer) => placeFit(offer.case.endpoint, place) > 0)
    .map((offer) => ({ offer, likeness: likeness(offer, json) }))
    .sort((a, b) => b.likeness - a.likeness);
  const found = new Map<string, NearMiss>();
  for (const { offer } of here) {
    const scenario = offer.case.scenario.id;
    if (!found.has(scenario)) found.set(scenario, { scenario, difference: differenceOf(offer) });
    if (found.size === 3) break;
  }
  return [...found.values()];

  function differenceOf({ step: { request }, match }: Offer): string {
    if (match) return match(json ?? body, 'the request')[0]?.message ?? 'its match holds, but it is not meant for this';
    if (request.kind === 'raw' || !json) return 'the body is another text';
    const difference = firstDifference(meaning(request.json), meaning(json));
    return difference ? describe(difference) : 'it is sent with other credentials';
  }
}

function describe({ path, one, other }: Difference): string {
  const at = toPointer(path);
  if (other === undefined) return `${at} is missing, where the scenario has ${showValue(one)}`;
  return `${at} is ${showValue(other)}, where the scenario has ${one === undefined ? 'nothing' : showValue(one)}`;
}
