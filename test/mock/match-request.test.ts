import { expect, test } from 'vitest';
import { createMatcher, type Offer } from '../../src/mock/match-request.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { compileAuthorSchema } from '../../src/schema/author.ts';

const path = '/v1/projects/p/locations/global/endpoints/openapi/chat/completions';

const offer = (scenario: string, json: JsonObject, more: Partial<Offer> = {}): Offer => ({
  caseId: `${scenario}[transport=rest]`,
  scenario,
  path,
  request: { kind: 'json', json },
  ...more,
});
const hello = { model: 'm', messages: [{ role: 'user', content: 'Hello' }] };
const bye = { model: 'm', messages: [{ role: 'user', content: 'Bye' }], temperature: 0 };
const sent = (body: JsonObject | string, headers = {}, to = path) => ({
  path: to,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

test('the request that is equal as JSON is answered by its scenario', () => {
  const matcher = createMatcher([offer('hello', hello), offer('bye', bye)]);
  const { messages, model, temperature } = bye;
  expect(matcher.find(sent({ temperature, messages, model }))).toMatchObject({
    offer: { scenario: 'bye' },
    attempt: 0,
  });
  expect(matcher.find(sent(bye))).toMatchObject({ offer: { scenario: 'bye' }, attempt: 1 });
  expect(matcher.find(sent(hello))).toMatchObject({ offer: { scenario: 'hello' }, attempt: 0 });
});

test('match decides in place of equality', async () => {
  const compiled = await compileAuthorSchema(
    { properties: { model: { includes: 'flash' } }, required: ['model'] },
    () => ({
      error: 'no files',
    }),
  );
  if (!('validate' in compiled)) throw new Error('the schema is sound');
  const matcher = createMatcher([offer('flash', hello, { match: compiled.validate })]);
  expect(matcher.find(sent({ model: 'gemini-flash' }))).toMatchObject({ offer: { scenario: 'flash' } });
  expect(matcher.find(sent(hello))).toMatchObject({
    nearest: { scenario: 'flash' },
    reason: expect.stringContaining('flash'),
  });
});

test('a header names the case and the attempt, whatever is sent', () => {
  const matcher = createMatcher([offer('hello', hello)]);
  const headers = { 'x-vertex-scenario': 'hello[transport=rest]', 'x-vertex-attempt': '3' };
  expect(matcher.find(sent(bye, headers, '/elsewhere'))).toMatchObject({ offer: { scenario: 'hello' }, attempt: 2 });
  expect(matcher.find(sent(bye, { 'x-vertex-scenario': 'gone' }))).toEqual({ reason: 'there is no case gone' });
});

test('text that is no JSON is held against request_raw', () => {
  const matcher = createMatcher([offer('raw', {}, { request: { kind: 'raw', text: '{"a":' } }), offer('hello', hello)]);
  expect(matcher.find(sent('{"a":'))).toMatchObject({ offer: { scenario: 'raw' } });
  expect(matcher.find(sent('{"b":'))).toMatchObject({ reason: 'the body is another text' });
});

test.each([
  [{ ...bye, temperature: 1 }, '/temperature is 1, where the scenario has 0'],
  [{ ...bye, seed: 7 }, '/seed is 7, where the scenario has nothing'],
  [{ model: 'm', temperature: 0 }, '/messages is missing, where the scenario has '],
])('what matches nothing is told the nearest scenario and the difference: %j', (body, reason) => {
  const matcher = createMatcher([offer('hello', hello), offer('bye', bye)]);
  expect(matcher.find(sent(body))).toMatchObject({
    nearest: { scenario: 'bye' },
    reason: expect.stringContaining(reason),
  });
});

test('a path that no scenario sends to is said', () => {
  expect(createMatcher([offer('hello', hello)]).find(sent(hello, {}, '/v1/x'))).toEqual({
    reason: 'no scenario sends to /v1/x',
  });
});

test('equal requests of two scenarios are named; those of one scenario, and of two paths, are not', () => {
  const twins = [offer('a', hello), offer('a', hello), offer('b', hello), offer('c', hello, { path: '/v2' })];
  expect(createMatcher(twins).ambiguous.map((pair) => pair.map(({ scenario }) => scenario))).toEqual([['a', 'b']]);
});
