import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { JsonObject } from '../model/json.ts';
import { createMatcher, type ForeignRequest, type Found, type Offer } from './match-request.ts';
import { firstFound, modelReadings, modelsOf } from './model-readings.ts';
import { nearestOffers } from './nearest-offers.ts';
import { repliesOf, replyAt } from './replies.ts';
import { respond } from './respond.ts';
import type { NearMiss } from './server-journal.ts';
import { type Place, readPlace } from './server-place.ts';

/** A request that a program sent with its own client, read. */
export interface ClientRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Who answers a client's request: a mock of the suite, or nobody. `nearest`: what came near; absent where the request
 * is none for chat completions at an address that the suite knows.
 */
export type ClientAnswer =
  | { readonly found: Found; respond(signal: AbortSignal): Response }
  | { readonly found?: undefined; readonly nearest?: readonly NearMiss[] };

/**
 * The mocks of a suite for programs that send to the real addresses: hosts and paths of its endpoints, whatever the
 * project and the location. Below `baseUrl` any scenario answers. Credentials are not asked for: that a program sends
 * them is no business of its mocks.
 */
export function createClientAnswers(
  offers: readonly Offer[],
  baseUrl?: string,
): (request: ClientRequest) => ClientAnswer {
  const matcher = createMatcher(offers);
  const models = modelsOf(offers);
  const endpoints = [...new Set(offers.map((offer) => offer.case.endpoint))];
  const origins = new Set(endpoints.flatMap(({ origin, base_url: base }) => [origin, base].flatMap(originOf)));
  const base = baseUrl === undefined ? undefined : new URL(baseUrl);
  const basePath = base?.pathname.replace(/\/+$/, '');

  return ({ method, url, headers, body }) => {
    const place = method === 'POST' ? placeOf(new URL(url)) : undefined;
    if (!place) return {};
    const parsed = parseJson(body);
    const json = 'value' in parsed && isObject(parsed.value) ? parsed.value : undefined;
    const bearer = /^bearer +(\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
    const request: ForeignRequest = {
      ...{ place, headers, body },
      ...(json && { json }),
      ...(bearer !== undefined && { bearer }),
    };
    const named = matcher.named(headers);
    if (named) return 'unknown' in named ? { nearest: [] } : answered(named, json ?? {});
    const readings = modelReadings(request, models);
    const offer = firstFound(readings, matcher.equal) ?? firstFound(readings, matcher.alike);
    if (offer) return answered(matcher.take(offer), json ?? {});
    return { nearest: nearestOffers(offers, readings[0] ?? request) };
  };

  function placeOf({ origin, host, pathname }: URL): Place | undefined {
    if (base?.origin === origin && pathname === `${basePath}/chat/completions`) return { door: 'base' };
    return isService.test(host) || origins.has(origin) ? readPlace(pathname, { endpoints }) : undefined;
  }
}

/** The hosts of Vertex AI (docs/facts.md 1.2). */
const isService = /^(?:(?:[\w-]+-)?aiplatform|aiplatform\.\w+\.rep)\.googleapis\.com$|\.prediction\.vertexai\.goog$/;

function answered(found: Found, request: JsonObject): ClientAnswer {
  const { offer, seed, repeat, attempt } = found;
  const reply = replyAt(repliesOf(offer.step.mock ?? {}, repeat), attempt);
  return { found, respond: (signal) => respond(reply, { request, profile: offer.case.profile, seed, signal }) };
}

function originOf(url: string | undefined): string[] {
  return url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [];
}
