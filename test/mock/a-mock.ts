import { readAnswer } from '../../src/answers/read-answer.ts';
import { prepareChecks, startChecks } from '../../src/checks/start-checks.ts';
import { createMockFetch } from '../../src/mock/create-mock-fetch.ts';
import type { Case, Step } from '../../src/model/case.ts';
import type { Exchange, Fetch, Limits, ResponseOutcome, WireRequest } from '../../src/model/exchange.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { ProfileName, TransportName } from '../../src/model/names.ts';
import { rest } from '../../src/transports/rest.ts';
import { sdk } from '../../src/transports/sdk.ts';

export const profiles: readonly ProfileName[] = ['vertex-gemini', 'gemini', 'openai', 'open-model'];

const models = {
  'vertex-gemini': 'google/gemini-3.8-flash',
  gemini: 'gemini-3.8-flash',
  openai: 'gpt-5',
  'open-model': 'qwen3',
};

export interface Asking {
  readonly profile?: ProfileName;
  /** Laid over a request of one message. */
  readonly request?: JsonObject;
  readonly transport?: TransportName;
}

const limits: Limits = { connect: 5000, first_event: 5000, idle: 5000, total: 10_000, bodyBytes: 1_000_000 };
const url = 'https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi/chat/completions';

/** The mock backend of a case, as a run makes it. Without `mock`, the scenario has none. */
export function aMock(mock: Json | undefined, asking: Asking = {}) {
  const { profile = 'vertex-gemini', transport = 'rest' } = asking;
  const json = { model: models[profile], messages: [{ role: 'user', content: 'Hello' }], ...asking.request };
  const step: Step = {
    path: [],
    request: { kind: 'json', json },
    headers: {},
    expect: [],
    timeouts: limits,
    ...(mock !== undefined && { mock }),
  };
  const place = { file: 'hello.yaml', line: 1, column: 1, length: 1, lineText: '' };
  const source = { file: '/suite/hello.yaml', value: {}, lines: 1, locate: () => place, has: () => false };
  const aCase: Case = {
    id: `hello[transport=${transport}]`,
    scenario: { id: 'hello', file: { version: 1, title: 'Hello' }, source, defaults: [] },
    row: {},
    transport,
    repeat: 1,
    group: { id: 'hello', count: 1, pass: 1 },
    title: 'Hello',
    tags: [],
    endpoint: { name: 'managed', kind: 'managed' },
    profile,
    auth: 'none',
    rules: {},
    steps: [step],
    locate: () => place,
  };
  const request: WireRequest = {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
    json,
  };
  return { case: aCase, step, request, ...createMockFetch(aCase, step) };
}

/** Sends the request once to a mock that is there already. */
export function send(
  { case: { transport }, request }: { case: Case; request: WireRequest },
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<Exchange> {
  return (transport === 'rest' ? rest : sdk)(request, fetch, limits, signal);
}

/** What comes back over the real transport: the response, its text and its JSON or chunks. */
export async function reply(mock: Json | undefined, asking: Asking = {}) {
  const made = aMock(mock, asking);
  return read(await send(made, made.fetch));
}

export function read(exchange: Exchange) {
  const response = responseOf(exchange);
  const text = new TextDecoder().decode(response.body.bytes);
  const events = text.split('\n\n').filter((event) => event !== '');
  return {
    exchange,
    response,
    status: response.status,
    type: response.headers['content-type'],
    text,
    json: (): JsonObject => JSON.parse(text),
    /** Of a stream; `[DONE]` is the last event. */
    chunks: (): JsonObject[] =>
      events.filter((event) => event !== 'data: [DONE]').map((event) => JSON.parse(event.slice('data: '.length))),
    done: events.at(-1) === 'data: [DONE]',
  };
}

/** What the checks say about the answer of a mock, and what the answer means. */
export async function judge(mock: Json | undefined, asking: Asking = {}) {
  const made = aMock(mock, asking);
  const exchange = await send(made, made.fetch);
  const response = responseOf(exchange);
  const prepared = await prepareChecks(made.case, made.step, (path) => ({ error: `there is no file ${path}` }));
  const judging = { backend: 'mock', quirks: [], now: () => new Date() } as const;
  const watch = startChecks({ case: made.case, step: made.step, prepared, exchange, response, ...judging });
  const asked = { request: made.request.json ?? null, profile: made.case.profile };
  const answer = readAnswer(response, asked, watch.event);
  const { findings, checks } = watch.finish(answer);
  return { findings, asked: checks.asked, answer, exchange, synthetic: made.synthetic };
}

function responseOf({ outcome }: Exchange): ResponseOutcome {
  if (outcome.kind !== 'response') throw new Error(`no response: ${outcome.message}`);
  return outcome;
}
