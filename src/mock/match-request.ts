import { sameJson } from '../lib/same-json.ts';
import type { Case, Step } from '../model/case.ts';
import type { Validate } from '../model/check.ts';
import type { JsonObject } from '../model/json.ts';
import { asHeader, attemptHeader, caseHeader, stepHeader } from './case-headers.ts';
import { repliesOf } from './replies.ts';
import { replyForm } from './reply-form.ts';
import { canonical, meaning } from './request-meaning.ts';
import { type Place, placeFit } from './server-place.ts';

/** A step whose mock can answer clients that are not `run`. What waited for earlier answers is filled in. */
export interface Offer {
  readonly case: Case;
  readonly step: Step;
  /** The schema of `match`; without one the request must be equal to that of the scenario. */
  readonly match?: Validate;
}

/** A request of such a client. */
export interface ForeignRequest {
  readonly place: Place;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: string;
  /** The body, where it is a JSON object. */
  readonly json?: JsonObject;
  readonly bearer?: string;
}

/** Who answers. */
export interface Found {
  readonly offer: Offer;
  /** Ids of the answer follow from it. */
  readonly seed: string;
  /** From 1. */
  readonly repeat: number;
  /** How many attempts there have been before. */
  readonly attempt: number;
}

/** Which mock answers a request (docs/reference/format.md#the-keys-of-mock). */
export interface Matcher {
  /** The one that the headers name, whatever is sent; undefined where they name none. */
  named(headers: ForeignRequest['headers']): Found | { readonly unknown: string } | undefined;
  /** One whose request is this one as JSON, or as text. */
  equal(request: ForeignRequest): Offer | undefined;
  /** One whose `match` holds; or whose request asks for the same, in other words or as a stream. */
  alike(request: ForeignRequest): Offer | undefined;
  /** The next reply of one that was found so. */
  take(offer: Offer): Found;
}

/** The keys of a request, as each way of comparing has it. */
type Index = ReadonlyMap<string, readonly Offer[]>;

/**
 * Of several mocks that fit, the most specific one answers: first by what was sent, then by the path and the
 * credentials. Between equals an answer goes before an error or a defect, then the order of the suite holds. A list of
 * replies is gone through by the requests that come to its step, all clients together.
 */
export function createMatcher(offers: readonly Offer[]): Matcher {
  const counts = new Map<string, number>();
  const plainFirst = inOrderOfUse(offers);
  const unmatched = plainFirst.filter(({ match }) => !match);
  const byText = index(unmatched, ({ step: { request } }) =>
    request.kind === 'raw' ? request.text : canonical(request.json),
  );
  const byMeaning = index(unmatched, ({ step: { request } }) =>
    request.kind === 'raw' ? undefined : canonical(meaning(request.json)),
  );
  const byMeaningAtAll = index(unmatched.filter(streamsAsAsked), ({ step: { request } }) =>
    request.kind === 'raw' ? undefined : canonical(unstreamed(meaning(request.json))),
  );
  const withMatch = plainFirst.filter(({ match }) => match);
  const byName = new Map(offers.map((offer) => [nameOf(offer.case.group.id, offer.step.id), offer]));
  const firstSteps = new Map(offers.toReversed().map((offer) => [asHeader(offer.case.group.id), offer]));

  return {
    named(headers) {
      const name = one(headers[caseHeader]);
      if (name === undefined) return undefined;
      const [, group = name, number] = /^(.*)#(\d+)$/s.exec(name) ?? [];
      const step = one(headers[stepHeader]);
      const offer = step === undefined ? firstSteps.get(group) : byName.get(`${group} ${step}`);
      if (!offer) return { unknown: step === undefined ? name : `${name}, step ${step}` };
      const attempt = Math.max(0, Number(one(headers[attemptHeader]) ?? 1) - 1 || 0);
      return { offer, seed: name, repeat: Number(number ?? 1), attempt };
    },
    equal(request) {
      const written = request.json && best(byText.get(canonical(request.json)), request);
      return written ?? best(byText.get(request.body), request);
    },
    alike(request) {
      const { json, body } = request;
      const matching = withMatch.filter(({ match }) => match?.(json ?? body, 'the request').length === 0);
      const said = json && meaning(json);
      const found = best(byLikeness(matching, json), request);
      if (found || !said) return found;
      return (
        best(byMeaning.get(canonical(said)), request) ?? best(byMeaningAtAll.get(canonical(unstreamed(said))), request)
      );
    },
    take(offer) {
      const key = `${offer.case.scenario.id} ${JSON.stringify(offer.case.row)} ${offer.step.id ?? ''}`;
      const before = counts.get(key) ?? 0;
      counts.set(key, before + 1);
      return { offer, seed: offer.case.id, repeat: before + 1, attempt: before };
    },
  };
}

/** One of each row, those that answer as a service without a defect would before the others. */
export function inOrderOfUse(offers: readonly Offer[]): readonly Offer[] {
  const first = offers.filter((offer) => offer.case.repeat === 1);
  return [...first.filter(isPlain), ...first.filter((offer) => !isPlain(offer))];
}

/** Of offers in their order the first that fits best: by its credentials, then its headers, then its path. */
function best(offers: readonly Offer[] = [], request: ForeignRequest): Offer | undefined {
  let found: Offer | undefined;
  let most = 0;
  for (const offer of offers) {
    const fit = fitOf(offer, request);
    if (fit > most) [found, most] = [offer, fit];
  }
  return found;
}

/** 0 where it does not fit at all. */
function fitOf({ case: { auth, endpoint }, step }: Offer, { place, bearer, headers }: ForeignRequest): number {
  const door = placeFit(endpoint, place);
  if (door === 0) return 0;
  // A token of its own is part of what a scenario sends, and so is that it sends none.
  const own = typeof auth === 'object' && 'token' in auth;
  if (own && auth.token !== bearer) return 0;
  if (auth === 'none' && endpoint.kind !== 'custom' && bearer !== undefined) return 0;
  // Headers are seldom what a client sets by hand: those of a scenario prefer it, and do not rule others out.
  const said = Object.entries(step.headers);
  const missing = said.filter(([name, value]) => headers[name] !== value).length;
  return door + (own ? 10_000 : 0) + (missing === 0 ? 100 * (said.length + 1) : 0);
}

function index(offers: readonly Offer[], keyOf: (offer: Offer) => string | undefined): Index {
  const all = new Map<string, Offer[]>();
  for (const offer of offers) {
    const key = keyOf(offer);
    if (key !== undefined) all.set(key, [...(all.get(key) ?? []), offer]);
  }
  return all;
}

function byLikeness(offers: readonly Offer[], json: JsonObject | undefined): readonly Offer[] {
  if (offers.length < 2) return offers;
  const all = offers.map((offer) => ({ offer, likeness: likeness(offer, json) }));
  const most = Math.max(...all.map((each) => each.likeness));
  return all.filter((each) => each.likeness === most).map(({ offer }) => offer);
}

/** How many keys of the request are the same. */
export function likeness({ step: { request } }: Offer, json: JsonObject | undefined): number {
  if (request.kind === 'raw' || !json) return 0;
  return Object.entries(request.json).filter(([key, value]) => sameJson(value, json[key])).length;
}

/** Does it answer as a service without a defect would? One that is there to show a finding does not. */
function isPlain({ case: { repeat }, step: { mock, expect } }: Offer): boolean {
  const [reply = {}] = repliesOf(mock ?? {}, repeat);
  const form = replyForm(reply);
  return (
    expect.every(({ facets }) => facets['findings'] === undefined) &&
    (form === 'answer' || form === 'synthetic') &&
    reply['fault'] === undefined &&
    reply['patch'] === undefined &&
    reply['patch_chunks'] === undefined &&
    reply['headers'] === undefined &&
    Number(reply['status'] ?? 200) < 300
  );
}

/** Its replies are streamed where the request streams, and whole where not. */
function streamsAsAsked({ case: { repeat }, step: { mock } }: Offer): boolean {
  return repliesOf(mock ?? {}, repeat).every((reply) => !['raw', 'chunks', 'body'].includes(replyForm(reply)));
}

function unstreamed({ stream: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function nameOf(group: string, step: string | undefined): string {
  return step === undefined ? asHeader(group) : `${asHeader(group)} ${asHeader(step)}`;
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
