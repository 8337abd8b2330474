import { readAnswer } from '../../src/answers/read-answer.ts';
import type { RegisteredQuirk } from '../../src/checks/excuse-known.ts';
import { prepareChecks, startChecks } from '../../src/checks/start-checks.ts';
import type { Case, Step } from '../../src/model/case.ts';
import type { Judged } from '../../src/model/check.ts';
import type { BodyEnd, Exchange, Read, ResponseOutcome, SdkView } from '../../src/model/exchange.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Json, JsonObject, Path } from '../../src/model/json.ts';
import type { Backend, ProfileName, RuleSetting } from '../../src/model/names.ts';
import type { LoadFile } from '../../src/schema/references.ts';
import { bodyKind } from '../../src/wire/body-kind.ts';

/** An answer and what was asked; what is left out is that of a healthy whole answer of Gemini on Vertex AI. */
export interface Asking {
  readonly profile?: ProfileName;
  readonly request?: JsonObject | string;
  readonly expect?: JsonObject;
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  /** A whole answer: JSON, or text as it came. */
  readonly body?: Json;
  /** A stream of these chunks, then `[DONE]`. */
  readonly chunks?: readonly Json[];
  /** A stream, byte for byte. */
  readonly stream?: string;
  readonly end?: BodyEnd;
  readonly sdk?: SdkView;
  readonly backend?: Backend;
  /** Milliseconds at which the body was read. */
  readonly readsAt?: readonly number[];
  readonly reads?: readonly Read[];
  /** Milliseconds at which it ended. */
  readonly endAt?: number;
  readonly sentHeaders?: { readonly [name: string]: string };
  readonly rules?: { readonly [rule: string]: RuleSetting };
  readonly loadFile?: LoadFile;
  readonly quirks?: readonly RegisteredQuirk[];
  readonly now?: Date;
  readonly twin?: Judged;
}

/** What one check says about an answer: its findings; undefined where it was not asked. */
export async function ask(check: string, asking: Asking): Promise<readonly Finding[] | undefined> {
  const { findings, checks } = await askAll(asking);
  return checks.asked.includes(check) ? findings.filter((finding) => finding.check === check) : undefined;
}

/** The sentences of one check alone. */
export async function say(check: string, asking: Asking): Promise<readonly string[] | undefined> {
  return (await ask(check, asking))?.map(({ message }) => message);
}

/** Puts all checks to an answer, as a run does. */
export async function askAll(asking: Asking) {
  const { case: aCase, step } = caseOf(asking);
  const prepared = await prepareChecks(aCase, step, asking.loadFile ?? noFiles);
  const response = responseOf(asking);
  const exchange: Exchange = {
    request: {
      method: 'POST',
      url: 'http://localhost/chat/completions',
      headers: asking.sentHeaders ?? {},
      body: JSON.stringify(asking.request ?? {}),
    },
    outcome: response,
    timings: { startedAt: 0, end: asking.endAt ?? 1 },
    ...(asking.sdk && { sdk: asking.sdk }),
  };
  const watch = startChecks({
    ...{ case: aCase, step, prepared, backend: asking.backend ?? 'mock', exchange, response },
    quirks: asking.quirks ?? [],
    now: () => asking.now ?? new Date(),
    ...(asking.twin && { twin: asking.twin }),
  });
  const request = step.request.kind === 'json' ? step.request.json : null;
  const answer = readAnswer(response, { request, profile: aCase.profile }, watch.event);
  return { ...watch.finish(answer), diagnostics: prepared.diagnostics, answer };
}

/** The diagnostics about an `expect` alone, with their places as paths. */
export async function diagnose(expect: JsonObject, loadFile: LoadFile = noFiles) {
  const { case: aCase, step } = caseOf({ expect });
  const { diagnostics } = await prepareChecks(aCase, step, loadFile);
  return diagnostics.map(({ code, message, help, place }) => ({ code, message, help, at: place?.lineText }));
}

function caseOf({ profile = 'vertex-gemini', request = {}, expect = {}, rules = {}, sdk }: Asking): {
  case: Case;
  step: Step;
} {
  const step: Step = {
    path: [],
    request: typeof request === 'string' ? { kind: 'raw', text: request } : { kind: 'json', json: request },
    headers: {},
    expect: [{ path: ['expect'], facets: expect }],
    timeouts: { connect: 1, first_event: 1, idle: 1, total: 1 },
  };
  const source = { file: '/suite/story.yaml', value: {}, lines: 1, locate: () => placeOf([]), has: () => false };
  const aCase: Case = {
    id: 'story[transport=rest]',
    scenario: { id: 'story', file: { version: 1, title: 'A story' }, source, defaults: [] },
    row: {},
    transport: sdk ? 'sdk' : 'rest',
    repeat: 1,
    group: { id: 'story[transport=rest]', count: 1, pass: 1 },
    title: 'A story',
    tags: [],
    endpoint: { name: 'managed', kind: 'managed' },
    profile,
    auth: 'none',
    rules,
    steps: [step],
    locate: placeOf,
  };
  return { case: aCase, step };
}

/** A place whose line shows the path it is of. */
function placeOf(path: Path) {
  return { file: 'story.yaml', line: 1, column: 1, length: 1, lineText: path.join('.') };
}

function responseOf({
  status = 200,
  headers,
  body,
  chunks,
  stream,
  end,
  profile,
  readsAt = [1],
  reads,
}: Asking): ResponseOutcome {
  const events =
    stream ?? (chunks && `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`);
  const text = events ?? (typeof body === 'string' ? body : JSON.stringify(body ?? whole({ profile })));
  const bytes = new TextEncoder().encode(text);
  const all = {
    'content-type': events === undefined ? 'application/json; charset=UTF-8' : 'text/event-stream',
    ...headers,
  };
  return {
    kind: 'response',
    status,
    headers: all,
    body: {
      kind: bodyKind({ status, contentType: all['content-type'] }, bytes),
      bytes,
      reads: reads ?? readsAt.map((at, index) => ({ offset: index, at })),
      end: end ?? { kind: 'complete' },
    },
  };
}

const noFiles: LoadFile = (path) => ({ error: `there is no file ${path}` });

const model = {
  'vertex-gemini': 'google/gemini-3.8-flash',
  gemini: 'gemini-3.8-flash',
  openai: 'gpt-5',
  'open-model': 'qwen3',
};

/** Keys of a healthy answer that are other; undefined for one that is not there. */
interface Other {
  readonly [key: string]: Json | undefined;
}

/** A healthy whole answer, with another message or other keys where they are given. */
export function whole({
  profile = 'vertex-gemini',
  message,
  choice,
  ...others
}: {
  profile?: ProfileName | undefined;
  message?: Other;
  choice?: Other;
  readonly [key: string]: Json | Other | undefined;
} = {}): JsonObject {
  const choices = [
    {
      finish_reason: 'stop',
      index: 0,
      logprobs: null,
      message: { role: 'assistant', content: 'Hello', ...message },
      ...choice,
    },
  ];
  return {
    id: 'fb2gafiLBIK9odAP1tGMmQc',
    object: 'chat.completion',
    created: 1772141949,
    model: model[profile],
    choices,
    usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 },
    ...others,
  } as JsonObject;
}

/** One chunk of a healthy stream with this delta; with a finish reason also usage, as Vertex sends them. */
export function chunk(delta: Other, finish?: string, others: Other = {}): JsonObject {
  return {
    id: 'nQiNafGyF5rw998PstqooAY',
    object: 'chat.completion.chunk',
    created: 1770850461,
    model: model['vertex-gemini'],
    choices: [
      { index: 0, delta: { role: 'assistant', ...delta }, ...(finish !== undefined && { finish_reason: finish }) },
    ],
    ...(finish !== undefined && { usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 } }),
    ...others,
  };
}

/** A healthy stream of two chunks. */
export const story = [chunk({ content: 'Once upon' }), chunk({ content: ' a time' }, 'stop')];

/** One tool call of a whole answer. */
export function call(name: string, args: string | JsonObject, others: Other = {}): JsonObject {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return { id: 'call-1', type: 'function', function: { name, arguments: text }, ...others };
}

/** A healthy whole answer that calls these. */
export function calling(...calls: JsonObject[]): JsonObject {
  return whole({ message: { content: null, tool_calls: calls }, choice: { finish_reason: 'tool_calls' } });
}

/** A request's declaration of one tool. */
export function tool(name: string, parameters?: JsonObject): JsonObject {
  return { type: 'function', function: { name, ...(parameters && { parameters }) } };
}

/** Vertex's error envelope. */
export function vertexError(code: number, status: string, message: string, details?: Json): Json {
  return [{ error: { code, message, status, ...(details !== undefined && { details }) } }];
}

export const profiles: readonly ProfileName[] = ['vertex-gemini', 'gemini', 'openai', 'open-model'];
