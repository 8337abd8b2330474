import { expect, test } from 'vitest';
import { createMatcher, type ForeignRequest, type Offer } from '../../src/mock/match-request.ts';
import type { Case, Step } from '../../src/model/case.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { compileAuthorSchema } from '../../src/schema/author.ts';
import { aMock } from './a-mock.ts';

const place = { door: 'managed', version: 'v1', project: 'p', location: 'global', endpoint: 'openapi' } as const;

function offer(scenario: string, json: JsonObject, more: Partial<Case> = {}, step: Partial<Step> = {}): Offer {
  const { case: aCase, step: aStep } = aMock({ content: scenario });
  const id = `${scenario}[transport=rest]`;
  return {
    case: { ...aCase, id, group: { ...aCase.group, id }, scenario: { ...aCase.scenario, id: scenario }, ...more },
    step: { ...aStep, request: { kind: 'json', json }, ...step },
  };
}
const hello = { model: 'm', messages: [{ role: 'user', content: 'Hello' }] };
const bye = { model: 'm', messages: [{ role: 'user', content: 'Bye' }], temperature: 0 };
const sent = (json: JsonObject, more: Partial<ForeignRequest> = {}): ForeignRequest => ({
  ...{ place, headers: {}, body: JSON.stringify(json), json },
  ...more,
});
const scenarioOf = (found: Offer | undefined) => found?.case.scenario.id;

test('the request that is equal as JSON is answered by its scenario', () => {
  const matcher = createMatcher([offer('hello', hello), offer('bye', bye)]);
  const { messages, model, temperature } = bye;
  expect(scenarioOf(matcher.equal(sent({ temperature, messages, model })))).toBe('bye');
  expect(scenarioOf(matcher.equal(sent(hello)))).toBe('hello');
  expect(matcher.equal(sent({ ...hello, seed: 1 }))).toBeUndefined();
});

test('the replies of a list go to the requests in their order, those of another scenario aside', () => {
  const [one, other] = [offer('hello', hello), offer('bye', bye)];
  const matcher = createMatcher([one, other]);
  expect(matcher.take(one)).toMatchObject({ attempt: 0, repeat: 1, seed: 'hello[transport=rest]' });
  expect(matcher.take(other)).toMatchObject({ attempt: 0 });
  expect(matcher.take(one)).toMatchObject({ attempt: 1, repeat: 2 });
});

test('match decides in place of equality', async () => {
  const schema = { properties: { model: { includes: 'flash' } }, required: ['model'] };
  const compiled = await compileAuthorSchema(schema, () => ({ error: 'no files' }));
  if (!('validate' in compiled)) throw new Error('the schema is sound');
  const matcher = createMatcher([{ ...offer('flash', hello), match: compiled.validate }]);
  expect(scenarioOf(matcher.alike(sent({ model: 'gemini-flash' })))).toBe('flash');
  expect(matcher.alike(sent(hello))).toBeUndefined();
  expect(matcher.equal(sent(hello))).toBeUndefined();
});

test('headers name the case, its step, its repeat and the attempt, whatever is sent', () => {
  const one = offer('hello', hello, {}, { id: 'ask' });
  const two = offer('hello', bye, {}, { id: 'answer' });
  const { named } = createMatcher([one, two]);
  const headers = { 'x-vertex-scenario': 'hello[transport=rest]#2', 'x-vertex-attempt': '3' };
  expect(named(headers)).toMatchObject({ offer: one, seed: 'hello[transport=rest]#2', repeat: 2, attempt: 2 });
  expect(named({ ...headers, 'x-vertex-step': 'answer' })).toMatchObject({ offer: two });
  expect(named({ 'x-vertex-scenario': 'gone' })).toEqual({ unknown: 'gone' });
  expect(named({ ...headers, 'x-vertex-step': 'gone' })).toEqual({
    unknown: `${headers['x-vertex-scenario']}, step gone`,
  });
  expect(named({})).toBeUndefined();
});

test('text that is no JSON is held against request_raw', () => {
  const raw = offer('raw', {}, {}, { request: { kind: 'raw', text: '{"a":' } });
  const { equal } = createMatcher([raw, offer('hello', hello)]);
  expect(equal({ place, headers: {}, body: '{"a":' })).toBe(raw);
  expect(equal({ place, headers: {}, body: '{"b":' })).toBeUndefined();
});

test('of equal requests an answer goes before an error, a fault or a defect', () => {
  const not = [{ status: 429 }, { content: 'a', fault: { no_done: true } }, { content: 'a', patch: { '/id': 1 } }];
  const offers = [
    ...not.map((mock, index) => offer(`a${index}`, hello, {}, { mock })),
    offer('quirk', hello, {}, { mock: { content: 'a' }, expect: [{ path: [], facets: { findings: ['choices'] } }] }),
  ];
  expect(scenarioOf(createMatcher([...offers, offer('plain', hello)]).equal(sent(hello)))).toBe('plain');
  expect(scenarioOf(createMatcher(offers).equal(sent(hello)))).toBe('a0');
});

test('of equal requests the one with the same path goes first, and no other door is opened', () => {
  const endpoint = (location: string) => ({ name: 'm', kind: 'managed', project: 'p', location }) as const;
  const offers = ['us', 'global'].map((location) => offer(location, hello, { endpoint: endpoint(location) }));
  expect(scenarioOf(createMatcher(offers).equal(sent(hello)))).toBe('global');
  const elsewhere = { ...place, door: 'deployed', endpoint: '1' } as const;
  expect(createMatcher(offers).equal(sent(hello, { place: elsewhere }))).toBeUndefined();
});

test('a token that a scenario names is part of what it sends, and so is none at all', () => {
  const offers = [
    offer('plain', hello, { auth: 'adc' }),
    offer('expired', hello, { auth: { token: 'old' } }, { mock: { status: 401 } }),
    offer('without', hello, { auth: 'none' }, { mock: { status: 401 } }),
  ];
  const { equal } = createMatcher(offers);
  expect(scenarioOf(equal(sent(hello, { bearer: 'new' })))).toBe('plain');
  expect(scenarioOf(equal(sent(hello, { bearer: 'old' })))).toBe('expired');
  const { equal: among } = createMatcher(offers.slice(1));
  expect(among(sent(hello, { bearer: 'new' }))).toBeUndefined();
  expect(scenarioOf(among(sent(hello)))).toBe('without');
});

test('the same as a stream is answered, unless the mock has but one form', () => {
  const streamed = sent({ ...hello, stream: true, stream_options: { include_usage: true } });
  expect(scenarioOf(createMatcher([offer('hello', hello)]).alike(streamed))).toBe('hello');
  const raw = offer('raw', hello, {}, { mock: { raw: '{}' } });
  expect(createMatcher([raw]).alike(streamed)).toBeUndefined();
});
