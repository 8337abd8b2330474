import { type Difference, firstDifference } from '../lib/first-difference.ts';
import { isObject } from '../lib/is-object.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { parseJson } from '../lib/parse-json.ts';
import { sameJson } from '../lib/same-json.ts';
import { showValue } from '../lib/show-value.ts';
import type { RequestBody } from '../model/case.ts';
import type { Validate } from '../model/check.ts';
import type { JsonObject } from '../model/json.ts';

/** A step whose mock can answer clients that are not `run`. */
export interface Offer {
  readonly caseId: string;
  readonly scenario: string;
  /** The path of its endpoint's URL. */
  readonly path: string;
  readonly request: RequestBody;
  /** The schema of `match`; without one the request must be equal to that of the scenario. */
  readonly match?: Validate;
}

/** A request of such a client. Header names are in lower case. */
export interface ForeignRequest {
  readonly path: string;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string;
}

/** Who answers, and how many attempts there have been before; or which offer comes nearest, and why it does not fit. */
export type Match =
  | { readonly offer: Offer; readonly attempt: number }
  | { readonly nearest?: Offer; readonly reason: string };

export interface Matcher {
  /** A list of replies is gone through by the requests that match its scenario. */
  find(request: ForeignRequest): Match;
  /** Offers that fit the same requests: the first of each pair answers them all. */
  readonly ambiguous: readonly (readonly [Offer, Offer])[];
}

/**
 * Which mock answers a request (`format.md` section 7): the one that `x-vertex-scenario` names; otherwise the first with
 * the path of its URL whose `match` holds or whose request is equal.
 */
export function createMatcher(offers: readonly Offer[]): Matcher {
  const counts = new Map<string, number>();
  const take = (offer: Offer, said: string | undefined): Match => {
    const before = counts.get(offer.scenario) ?? 0;
    counts.set(offer.scenario, before + 1);
    return { offer, attempt: said === undefined ? before : Math.max(0, Number(said) - 1 || 0) };
  };
  return {
    ambiguous: findAmbiguous(offers),
    find({ path, headers, body }) {
      const named = headers['x-vertex-scenario'];
      if (named !== undefined) {
        const offer = offers.find(({ caseId }) => caseId === named);
        return offer ? take(offer, headers['x-vertex-attempt']) : { reason: `there is no case ${named}` };
      }
      const here = offers.filter((offer) => offer.path === path);
      if (here.length === 0) return { reason: `no scenario sends to ${path}` };
      const json = jsonOf(body);
      const found = here.find((offer) => reasonAgainst(offer, json, body) === undefined);
      if (found) return take(found, undefined);
      const nearest = here.reduce((best, offer) => (likeness(offer, json) > likeness(best, json) ? offer : best));
      return { nearest, reason: reasonAgainst(nearest, json, body) ?? '' };
    },
  };
}

function jsonOf(body: string): JsonObject | undefined {
  const parsed = parseJson(body);
  return 'value' in parsed && isObject(parsed.value) ? parsed.value : undefined;
}

/** Why an offer does not answer a request; undefined where it does. */
function reasonAgainst({ request, match }: Offer, json: JsonObject | undefined, body: string): string | undefined {
  if (match) return match(json ?? body, 'the request')[0]?.message;
  if (request.kind === 'raw') return request.text === body ? undefined : 'the body is another text';
  if (!json) return 'the body is no JSON object';
  const difference = firstDifference(request.json, json);
  return difference && describe(difference);
}

function describe({ path, one, other }: Difference): string {
  const at = toPointer(path);
  if (other === undefined) return `${at} is missing, where the scenario has ${showValue(one)}`;
  return `${at} is ${showValue(other)}, where the scenario has ${one === undefined ? 'nothing' : showValue(one)}`;
}

/** How many keys of the request are the same. */
function likeness({ request }: Offer, json: JsonObject | undefined): number {
  if (request.kind === 'raw' || !json) return 0;
  return Object.entries(request.json).filter(([key, value]) => sameJson(value, json[key])).length;
}

/** Offers of one scenario differ in what `run` tells apart, such as the transport: they have one mock. */
function findAmbiguous(offers: readonly Offer[]): (readonly [Offer, Offer])[] {
  const first = new Map<string, Offer>();
  const pairs: (readonly [Offer, Offer])[] = [];
  for (const offer of offers) {
    if (offer.match) continue;
    const key = `${offer.path} ${JSON.stringify(offer.request)}`;
    const before = first.get(key);
    if (!before) first.set(key, offer);
    else if (before.scenario !== offer.scenario) pairs.push([before, offer]);
  }
  return pairs;
}
