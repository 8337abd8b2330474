import type { RuleId } from '../../src/contract/rules.ts';
import type { SdkView } from '../../src/model/exchange.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { ProfileName } from '../../src/model/names.ts';
import { type Asking, call, chunk, story, tool, vertexError, whole } from './ask.ts';

/** An answer that breaks one rule. */
export interface Corruption {
  /** The answer for a server family, and what was asked. */
  readonly asking: (profile: ProfileName) => Asking;
  /** What else finds something in it, with the reason why that cannot be helped. */
  readonly also?: { readonly [check: string]: string };
}

const tools = [tool('get_weather', { type: 'object', properties: { location: { type: 'string' } } })];
const signed = { extra_content: { google: { thought_signature: 'c2ln' } } };
const weather = (others: JsonObject = {}) => call('get_weather', { location: 'Paris' }, { ...signed, ...others });

const model = { 'vertex-gemini': 'google/gemini-3.8-flash', gemini: 'gemini-3.8-flash', openai: 'gpt-5' } as const;
const modelOf = (profile: ProfileName) => (profile === 'open-model' ? 'qwen3' : model[profile]);

/** A whole answer with calls. */
const calls = (profile: ProfileName, list: readonly JsonObject[], request: JsonObject = {}): Asking => ({
  profile,
  request: { model: modelOf(profile), tools, ...request },
  body: whole({ profile, message: { content: null, tool_calls: [...list] }, choice: { finish_reason: 'tool_calls' } }),
});

/** A whole answer to a request, with other keys. */
const answer = (profile: ProfileName, request: JsonObject, others: Parameters<typeof whole>[0] = {}): Asking => ({
  profile,
  request: { model: modelOf(profile), ...request },
  body: whole({ profile, ...others }),
});

/** A stream of the family's model. */
const stream = (profile: ProfileName, chunks: readonly JsonObject[], request: JsonObject = {}): Asking => ({
  profile,
  request: { model: modelOf(profile), stream: true, ...request },
  chunks: chunks.map((each) => ({ ...each, model: modelOf(profile) })),
});

const text = (profile: ProfileName, done: boolean): string => {
  const events = story.map((each) => `data: ${JSON.stringify({ ...each, model: modelOf(profile) })}\n\n`);
  return [...events, ...(done ? ['data: [DONE]\n\n'] : [])].join('');
};

const seen = (value: JsonObject): SdkView => ({ kind: 'value', value });

/** For every rule an answer that breaks it. */
export const corruptions: { readonly [id in RuleId]: Corruption } = {
  status: {
    asking: (profile) => ({
      profile,
      request: {},
      status: 400,
      body: profile === 'vertex-gemini' ? vertexError(400, 'INVALID_ARGUMENT', 'No') : { error: refusal },
    }),
  },
  'content-type': {
    asking: (profile) => ({ ...answer(profile, {}), headers: { 'content-type': 'text/plain' } }),
  },
  schema: { asking: (profile) => answer(profile, {}, { id: 7 }) },
  'chunk-schema': {
    asking: (profile) => stream(profile, [chunk({ content: 7 }), chunk({ content: 'a' }, 'stop')]),
  },
  'error-envelope': {
    asking: (profile) => ({ profile, request: {}, status: 404, body: '<html></html>', expect: { status: 404 } }),
  },
  choices: { asking: (profile) => answer(profile, { n: 2 }) },
  'answer-complete': {
    asking: (profile) => ({ ...answer(profile, {}), body: '{"id":', end: { kind: 'cut' } }),
  },
  'message-present': {
    asking: (profile) => answer(profile, {}, { choices: [{ index: 0, finish_reason: 'stop' }] }),
  },
  'finish-once': {
    asking: (profile) => stream(profile, [chunk({ content: 'a' }, 'stop'), chunk({ content: 'b' }, 'stop')]),
  },
  'finish-known': { asking: (profile) => answer(profile, {}, { choice: { finish_reason: 'STOP' } }) },
  'finish-tool-calls': {
    asking: (profile) =>
      answer(
        profile,
        { tools },
        { message: { content: null, tool_calls: [weather()] }, choice: { finish_reason: 'stop' } },
      ),
  },
  'stream-done': { asking: (profile) => ({ ...stream(profile, []), stream: text(profile, false) }) },
  'stream-clean': {
    asking: (profile) => ({ ...stream(profile, []), stream: `data: not JSON\n\n${text(profile, true)}` }),
  },
  'stream-identity': {
    asking: (profile) => stream(profile, [chunk({ content: 'a' }), chunk({ content: 'b' }, 'stop', { id: 'other' })]),
  },
  'stream-role': {
    asking: (profile) => stream(profile, [chunk({ role: 'model', content: 'a' }), chunk({ content: 'b' }, 'stop')]),
  },
  'stream-incremental': {
    asking: (profile) => ({
      ...stream(
        profile,
        Array.from({ length: 40 }, (_, at) => chunk({ content: `word ${at}` }, at === 39 ? 'stop' : undefined)),
      ),
      backend: 'live',
      readsAt: [2000],
      endAt: 2000,
    }),
  },
  'tool-call-known': {
    asking: (profile) => calls(profile, [{ ...weather(), function: { name: 'f', arguments: '{}' } }]),
  },
  'tool-call-arguments': {
    asking: (profile) => calls(profile, [call('get_weather', { location: 7 }, signed)]),
  },
  'tool-call-index': {
    asking: (profile) => stream(profile, [chunk({ content: null, tool_calls: [weather()] }, 'tool_calls')], { tools }),
  },
  'tool-call-id': { asking: (profile) => calls(profile, [weather({ id: '' })]) },
  'structured-output': {
    asking: (profile) => answer(profile, { response_format: { type: 'json_object' } }),
  },
  'stop-sequence': { asking: (profile) => answer(profile, { stop: ['llo'] }) },
  'token-limit': { asking: (profile) => answer(profile, { max_tokens: 3 }) },
  usage: {
    asking: (profile) => answer(profile, {}, { usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 2 } }),
  },
  'model-echo': { asking: (profile) => answer(profile, {}, { model: 'another/model' }) },
  logprobs: { asking: (profile) => answer(profile, { logprobs: true }) },
  thoughts: {
    asking: (profile) =>
      answer(
        profile,
        profile === 'open-model'
          ? {}
          : { extra_body: { google: { thinking_config: { include_thoughts: true }, thought_tag_marker: 'think' } } },
        { message: { content: '<think>and more' } },
      ),
    also: { 'content-present': 'behind a tag that is never closed there is no answer' },
  },
  'thought-signature': { asking: (profile) => calls(profile, [call('get_weather', { location: 'Paris' })]) },
  'content-present': { asking: (profile) => answer(profile, {}, { message: { content: '' } }) },
  'sdk-agrees': { asking: (profile) => ({ ...answer(profile, {}), sdk: seen({ id: 'something else' }) }) },
  'sdk-assembly': {
    asking: (profile) => {
      const asking = stream(profile, [chunk({ content: 'Once upon a time' }, 'stop')]);
      const value = whole({ profile, message: { content: 'Another story' } });
      return { ...asking, sdk: { kind: 'chunks', chunks: asking.chunks ?? [], assembly: { kind: 'value', value } } };
    },
  },
  parity: {
    asking: (profile) => ({
      ...answer(profile, {}),
      twin: { completion: { choices: [] }, asked: new Set(), fired: new Map() },
    }),
  },
  'quirk-expired': {
    asking: (profile) => ({
      ...answer(profile, { stop: ['llo'] }),
      backend: 'live',
      now: new Date('2027-04-01'),
      quirks: [{ quirk: { rule: 'stop-sequence', reason: 'r', owner: 'o', expires: '2027-03-31' }, place }],
    }),
    also: { 'stop-sequence': 'what an expired quirk no longer excuses' },
  },
};

const place = { file: 'suite.yaml', line: 1, column: 1, length: 1, lineText: '' };

/** The error of OpenAI, which every family but Vertex writes. */
const refusal = { code: 400, status: 'INVALID_ARGUMENT', message: 'No', type: 'invalid_request_error', param: null };
