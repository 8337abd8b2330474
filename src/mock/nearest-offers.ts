import { type Difference, firstDifference } from '../lib/first-difference.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { sameJson } from '../lib/same-json.ts';
import { showValue } from '../lib/show-value.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { type ForeignRequest, likeness, type Offer } from './match-request.ts';
import { meaning } from './request-meaning.ts';
import type { NearMiss } from './server-journal.ts';
import { placeFit } from './server-place.ts';

/** The scenarios of the request's own door that come nearest to it, at most three, and why each does not answer. */
export function nearestOffers(offers: readonly Offer[], { json, body, place }: ForeignRequest): readonly NearMiss[] {
  const here = offers
    .filter((offer) => placeFit(offer.case.endpoint, place) > 0)
    .map((offer) => ({ offer, likeness: likeness(offer, json) + sameMessages(offer) }))
    .sort((a, b) => b.likeness - a.likeness);
  const found = new Map<string, NearMiss>();
  for (const { offer } of here) {
    const scenario = offer.case.scenario.id;
    if (!found.has(scenario)) found.set(scenario, { scenario, difference: differenceOf(offer) });
    if (found.size === 3) break;
  }
  return [...found.values()];

  /** Up to 1: how much of the conversation is the same, from its beginning. */
  function sameMessages({ step: { request } }: Offer): number {
    const [one, other] = [request.kind === 'json' ? messagesOf(request.json) : [], messagesOf(json ?? {})];
    const differs = one.findIndex((message, at) => !sameJson(message, other[at]));
    return (differs < 0 ? one.length : differs) / Math.max(one.length, other.length, 1);
  }

  function differenceOf({ step: { request }, match }: Offer): string {
    if (match) return match(json ?? body, 'the request')[0]?.message ?? 'its match holds, but it is not meant for this';
    if (request.kind === 'raw' || !json) return 'the body is another text';
    const difference = firstDifference(meaning(request.json), meaning(json));
    return difference ? describe(difference) : 'it is sent with other credentials';
  }
}

function messagesOf(request: JsonObject): readonly Json[] {
  const { messages } = meaning(request);
  return Array.isArray(messages) ? messages : [];
}

function describe({ path, one, other }: Difference): string {
  const at = toPointer(path);
  if (other === undefined) return `${at} is missing, where the scenario has ${showValue(one)}`;
  return `${at} is ${showValue(other)}, where the scenario has ${one === undefined ? 'nothing' : showValue(one)}`;
}
