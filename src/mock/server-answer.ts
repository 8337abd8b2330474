import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { JsonObject } from '../model/json.ts';
import { createMatcher, type ForeignRequest, type Found, type Offer } from './match-request.ts';
import { firstFound, modelReadings, modelsOf } from './model-readings.ts';
import { nearestOffers } from './nearest-offers.ts';
import { findConflict } from './server-conflicts.ts';
import type { NearMiss } from './server-journal.ts';
import { type Place, readPlace } from './server-place.ts';
import {
  invalid,
  noCredentials,
  noMatch,
  noSuchPage,
  type Refusal,
  unknownCase,
  unknownEndpoint,
  unknownModel,
  wrongToken,
} from './server-refusals.ts';

/** A request as it was read from the socket. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: ForeignRequest['headers'];
  readonly body: string;
}

export interface Gate {
  /** The bearer token that is asked for; any will do where it is not set. */
  readonly token?: string;
  /** A path below which any scenario answers, for clients that know no Vertex AI: `/v1`. */
  readonly base?: string;
}

/** What is answered: by a scenario, or by the service itself. */
export type Decision = { readonly model?: string } & (
  | { readonly found: Found; readonly request: JsonObject }
  | { readonly refusal: Refusal; readonly nearest?: readonly NearMiss[] }
);

/** Decides who answers a request, as the service would: its path, its credentials, its body, and only then the suite. */
export function createAnswerer(offers: readonly Offer[], { token, base }: Gate): (asked: Asked) => Decision {
  const matcher = createMatcher(offers);
  const endpoints = [...new Set(offers.map((offer) => offer.case.endpoint))];
  const models = modelsOf(offers);
  const gate = { endpoints, ...(base !== undefined && { base }) };

  return ({ method, url, headers, body }) => {
    const path = url.replace(/[?#].*$/s, '');
    const named = matcher.named(headers);
    const place = readPlace(path, gate);
    if (method !== 'POST' || (!place && !(named && path.endsWith('/chat/completions')))) {
      return {
        refusal: noSuchPage(path, method === 'POST' ? `the service has no such path` : `${method} is not POST`),
      };
    }
    // The variables of whoever runs the suite may lead to another path than those of whoever serves it.
    const here: Place = place ?? { door: 'custom', path };
    const bearer = /^bearer +(\S+)$/i.exec(String(headers['authorization'] ?? ''))?.[1];
    const json = objectOf(body);
    const about = typeof json?.['model'] === 'string' ? { model: json['model'] } : {};
    const request: ForeignRequest = {
      ...{ place: here, headers, body },
      ...(json && { json }),
      ...(bearer !== undefined && { bearer }),
    };
    return { ...about, ...decide(request, named) };
  };

  function decide(request: ForeignRequest, named: ReturnType<typeof matcher.named>): Decision {
    const { place, json = {} } = request;
    if (named && 'unknown' in named) return { refusal: unknownCase(place, named.unknown) };
    if (named) return unauthorised(request, named.offer) ?? { found: named, request: json };
    const readings = modelReadings(request, models);
    const equal = firstFound(readings, matcher.equal);
    const refusal = unauthorised(request, equal);
    if (refusal) return refusal;
    if (equal) return { found: matcher.take(equal), request: json };
    if (!request.json) return { refusal: invalid(place, 'Expected a valid JSON object in the request') };
    const conflict = place.door === 'managed' ? findConflict(json) : undefined;
    if (conflict !== undefined) return { refusal: invalid(place, conflict) };
    const alike = firstFound(readings, matcher.alike);
    if (alike) return { found: matcher.take(alike), request: json };
    const nearest = nearestOffers(offers, readings[0] ?? request);
    return { refusal: refusalOf(request, nearest), nearest };
  }

  function refusalOf({ place, json }: ForeignRequest, nearest: readonly NearMiss[]): Refusal {
    const model = json?.['model'];
    const isKnown =
      typeof model !== 'string' || [...models].some((each) => each === model || each.endsWith(`/${model}`));
    if (!isKnown && place.door !== 'deployed' && place.door !== 'custom') return unknownModel(place, model);
    if (nearest.length === 0 && place.door === 'deployed') return unknownEndpoint(place);
    return noMatch(place, nearest);
  }

  function unauthorised({ place, bearer }: ForeignRequest, offer: Offer | undefined): Decision | undefined {
    const auth = offer?.case.auth;
    if (auth === 'none') return undefined;
    if (place.door === 'custom' && !offer) return undefined;
    if (bearer === undefined) return { refusal: noCredentials(place) };
    // A token that the scenario itself names is its own affair.
    if (token === undefined || bearer === token || typeof auth === 'object') return undefined;
    return { refusal: wrongToken(place) };
  }
}

function objectOf(body: string): JsonObject | undefined {
  const parsed = parseJson(body);
  return 'value' in parsed && isObject(parsed.value) ? parsed.value : undefined;
}
