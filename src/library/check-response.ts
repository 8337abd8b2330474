import { profileOf } from '../cases/endpoint.ts';
import { prepareChecks } from '../checks/prepare-checks.ts';
import { judgeOutcome } from '../checks/verdict.ts';
import type { RuleId } from '../contract/rules.ts';
import { toPointer } from '../lib/json-pointer.ts';
import type { Completion } from '../model/answer.ts';
import type { Case, Step } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { ProfileName, RuleSetting } from '../model/names.ts';
import type { Place } from '../model/place.ts';
import type { ChecksAsked } from '../model/run.ts';
import { judgeExchange } from '../run/judge-exchange.ts';
import { loadEvaluatedCheck } from '../scenarios/file-checks.ts';
import { printLayout } from '../wire/layout.ts';
import { type ForeignRequest, type ForeignResponse, foreignExchange } from './foreign-exchange.ts';
import { renderResponseCheck } from './render-response-check.ts';
import { SuiteError } from './suite-error.ts';

export interface CheckResponseOptions {
  /**
   * The server family whose habits are the contract. Where it is not given: by the URL of the request; without one
   * `vertex-gemini` where the model is written `google/gemini-…`, otherwise `openai`.
   */
  readonly profile?: ProfileName;
  /** What is expected beyond the contract: the facets of `expect` in a scenario. */
  readonly expect?: object;
  /** Severities over those of the profile, such as `{ 'finish-known': 'off' }`. */
  readonly rules?: { readonly [rule in RuleId]?: RuleSetting };
}

/** One deviation of an answer from the contract or from `expect`. */
export interface ResponseFinding extends Omit<Finding, 'place' | 'step' | 'known'> {
  /** JSON Pointer to what it follows from: `/request/tools`, `/expect/content`. */
  readonly from: string;
}

/** What the checks made of an answer. */
export interface ResponseCheck {
  /** `undecided`: the service could not be asked (401, 429, 5xx, …), which is no finding. */
  readonly verdict: 'passed' | 'failed' | 'undecided';
  /** Why it is undecided. */
  readonly cause?: string;
  /** Of every severity; those of severity `error` make it fail. */
  readonly findings: readonly ResponseFinding[];
  /** What was asked: an answer that passed was not just looked at. */
  readonly checks: ChecksAsked;
  readonly profile: ProfileName;
  /** The answer in one shape, whether it came whole or as a stream; absent where it is no answer. */
  readonly completion?: Completion;
  /** The layout of a stream in its counted form: `RC×41[FU]D`. */
  readonly layout?: string;
  /** All of it in words, for the message of an assertion. */
  readonly text: string;
}

/**
 * Holds an answer that somebody got against the contract its request implies: the rules that a run of scenarios asks,
 * without a suite. Bodies of a `Request` and of a `Response` are read from a clone, so that the caller can go on.
 *
 * Rejects with a `SuiteError` where `expect` is none, and with a `TypeError` where a body was read before.
 */
export async function checkResponse(
  request: ForeignRequest,
  response: ForeignResponse,
  options: CheckResponseOptions = {},
): Promise<ResponseCheck> {
  const { exchange, response: outcome, json, knows } = await foreignExchange(request, response);
  const profile = options.profile ?? profileFor(exchange.request.url, json?.['model']);
  const places = new Map<Place, Path>();
  const aCase = foreignCase(profile, { ...unknowable(knows), ...options.rules }, places);
  const step: Step = {
    path: [],
    request: json ? { kind: 'json', json } : { kind: 'raw', text: exchange.request.body },
    headers: exchange.request.headers,
    expect: [{ path: ['expect'], facets: asJson(options.expect ?? {}) }],
    timeouts: { connect: 0, first_event: 0, idle: 0, total: 0 },
  };
  const wrong = (await loadEvaluatedCheck())('scenario', asJson({ expect: options.expect ?? {} }), aCase.locate);
  if (wrong.length > 0) throw badExpect(wrong, places);
  const prepared = await prepareChecks({ ...aCase, steps: [step] }, step, () => ({ error: 'there are no files here' }));
  if (prepared.diagnostics.length > 0) throw badExpect(prepared.diagnostics, places);
  const asked = { case: aCase, step, prepared };
  const came = { exchange, response: outcome };
  const verdict = judgeOutcome(exchange, step.expect);
  const { findings, checks, answer } = judgeExchange(asked, came, { backend: 'replay', quirks: [], now: noTime });
  const nothing = checks.asked.length === 0 ? 'no check was asked: all rules that apply are off' : undefined;
  const cause = verdict.kind === 'undecided' ? verdict.cause : nothing;
  const failed = findings.some(({ severity }) => severity === 'error');
  const checked = {
    verdict: cause !== undefined ? ('undecided' as const) : failed ? ('failed' as const) : ('passed' as const),
    ...(cause !== undefined && { cause }),
    findings: cause === undefined ? findings.map((each) => withoutPlace(each, places)) : [],
    checks,
    profile,
    ...(answer.completion && { completion: answer.completion }),
    ...(answer.stream && { layout: printLayout(answer.stream.layout, 'counted') }),
  };
  return { ...checked, text: renderResponseCheck(checked, outcome.status) };
}

/** Rules about what nobody told us. */
function unknowable({ headers, done }: { readonly headers: boolean; readonly done: boolean }): Case['rules'] {
  return { ...(!headers && { 'content-type': 'off' }), ...(!done && { 'stream-done': 'off' }) };
}

/** By the URL forms of docs/facts.md 1.2. */
function profileFor(url: string, model: unknown): ProfileName {
  if (/^https:\/\/generativelanguage\.googleapis\.com\//.test(url)) return 'gemini';
  const [, endpoint] = /\/projects\/[^/]+\/locations\/[^/]+\/endpoints\/([^/]+)\//.exec(url) ?? [];
  const isManaged =
    endpoint === undefined ? String(model).startsWith('google/gemini-') && url === '' : endpoint === 'openapi';
  return profileOf(
    { name: '', kind: endpoint === undefined && !isManaged ? 'custom' : isManaged ? 'managed' : 'deployed' },
    model,
  );
}

/** The one case that the exchange would be; it stands in no file, so that places are paths that are kept beside. */
function foreignCase(profile: ProfileName, rules: Case['rules'], places: Map<Place, Path>): Case {
  const locate = (path: Path): Place => {
    const place = { file: '', line: 1, column: 1, length: 1, lineText: '' };
    places.set(place, path);
    return place;
  };
  const source = { file: '', value: null, lines: 0, locate, has: () => false };
  return {
    id: 'response',
    scenario: { id: 'response', file: { version: 1, title: 'response' }, source, defaults: [] },
    row: {},
    transport: 'rest',
    repeat: 1,
    group: { id: 'response', count: 1, pass: 1 },
    title: 'response',
    tags: [],
    endpoint: { name: 'response', kind: 'custom' },
    ...{ profile, auth: 'none', rules, steps: [], locate },
  };
}

function withoutPlace(
  { place, step: _, known: __, ...finding }: Finding,
  places: ReadonlyMap<Place, Path>,
): ResponseFinding {
  return { ...finding, from: toPointer(places.get(place) ?? []) };
}

function badExpect(wrong: readonly Diagnostic[], places: ReadonlyMap<Place, Path>): SuiteError {
  const lines = wrong.map(({ message, help, place }) => {
    const at = place === undefined ? '' : `${toPointer(places.get(place) ?? [])}: `;
    return `${at}${message}${help === undefined ? '' : ` (${help})`}`;
  });
  return new SuiteError(
    lines.join('\n'),
    wrong.map(({ place: _, ...each }) => each),
  );
}

/** What is typed as an object may hold what JSON does not know, such as undefined: it is taken as it would be sent. */
function asJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value) as string) as { readonly [key: string]: Json };
}

/** No quirk expires here. */
function noTime(): Date {
  return new Date(0);
}
