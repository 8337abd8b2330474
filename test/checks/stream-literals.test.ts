/** Streams that others have published: the rules say of them what the severity table foresees, and no more. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { tool } from './ask.ts';
import { chunkOf, chunksOf, cousinChunk, found, type Literals, thinking, tokens } from './literals.ts';

const examplesPage = 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/examples';
const weather = { stream: true, tools: [tool('get_current_weather')] };
const cousinRequest = { model: 'gemini-2.5-flash', stream: true };

const literals: Literals = {
  'a streamed tool call that changes its index': {
    source: examplesPage,
    asking: {
      request: { ...weather, model: 'google/gemini-3.1-pro-preview' },
      chunks: [piece('A', 1, ''), piece('A', 0, '{"location":"Paris"}', true)],
    },
    finds: { 'warn tool-call-index': 'clients that put pieces together by their index make two calls of one' },
  },
  'two streamed tool calls that change their indexes, the other way round': {
    source: examplesPage,
    asking: {
      request: { ...weather, model: 'google/gemini-3.1-pro-preview' },
      chunks: [
        piece('A', 1, ''),
        piece('A', 0, '{"location":"Paris"}'),
        piece('B', 0, ''),
        piece('B', 1, '{"location":"Rome"}', true),
      ],
    },
    finds: { 'warn tool-call-index': 'each of the two changes its index once' },
  },
  'a streamed tool call without an index, of the Gemini Developer API': {
    source: 'https://github.com/openai/openai-python/issues/2806',
    asking: {
      profile: 'gemini',
      request: { ...cousinRequest, ...weather },
      chunks: [
        cousinChunk(
          {
            tool_calls: [
              {
                function: { arguments: '{"location":"Paris"}', name: 'get_current_weather' },
                ...{ id: 'function-call-1', type: 'function' },
              },
            ],
          },
          { finish_reason: 'tool_calls' },
          { usage: tokens(9, 5, 14) },
        ),
      ],
    },
    finds: { 'warn tool-call-index': 'many clients take the index for granted' },
  },
  'stop beside a streamed tool call, of the Gemini Developer API': {
    source: 'https://github.com/BerriAI/litellm/pull/10485',
    asking: {
      profile: 'gemini',
      request: { ...cousinRequest, ...weather },
      chunks: [
        cousinChunk(
          {
            tool_calls: [
              {
                function: { arguments: '{"location":"Paris"}', name: 'get_current_weather' },
                ...{ id: '', index: 0, type: 'function' },
              },
            ],
          },
          { finish_reason: 'stop' },
        ),
      ],
    },
    finds: {
      'warn finish-tool-calls': 'clients that wait for tool_calls never run the tool',
      'warn tool-call-id': 'this server sends empty ids',
    },
  },
  'a stream of OpenAI': {
    source: 'https://platform.openai.com/docs/api-reference/chat/streaming',
    asking: {
      profile: 'openai',
      request: { model: 'gpt-4o-mini', stream: true, stream_options: { include_usage: true } },
      chunks: [
        openaiChunk([{ index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }]),
        openaiChunk([{ index: 0, delta: { content: 'Hello' }, logprobs: null, finish_reason: null }]),
        openaiChunk([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }]),
        { ...openaiChunk([]), usage: tokens(9, 1, 10) },
      ],
    },
  },
  'the same stream from Vertex AI, whose usage would come with the last choice': {
    source: examplesPage,
    asking: {
      request: { stream: true },
      chunks: [chunkOf({ content: 'Hello' }), chunkOf({}, { finish_reason: 'stop' }), { ...openaiChunk([]), id: '2' }],
    },
    finds: { 'error usage': 'Vertex AI owes usage without stream_options' },
  },
  'usage with every chunk, of the Gemini Developer API': {
    source: 'https://ai.google.dev/gemini-api/docs/openai',
    asking: {
      profile: 'gemini',
      request: cousinRequest,
      chunks: [
        cousinChunk({ content: 'Hello' }, {}, { usage: tokens(9, 1, 10) }),
        cousinChunk({ content: '!' }, { finish_reason: 'stop' }, { usage: tokens(9, 2, 11) }),
      ],
    },
  },
  'usage in a chunk without choices, of the Gemini Developer API': {
    source: 'https://ai.google.dev/gemini-api/docs/openai',
    asking: {
      profile: 'gemini',
      request: { ...cousinRequest, stream_options: { include_usage: true } },
      chunks: [
        cousinChunk({ content: 'Hello' }, { finish_reason: 'stop' }),
        { ...cousinChunk({}), choices: [], usage: tokens(9, 1, 10) },
      ],
    },
  },
  'chunks of Grok that are printed over several lines': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/grok',
    asking: {
      profile: 'open-model',
      request: { model: 'google/gemini-2.5-flash', stream: true },
      stream: `data: ${JSON.stringify(chunkOf({ content: 'Hello' }, { finish_reason: 'stop' }), null, 2)}\n\ndata: [DONE]\n\n`,
    },
    finds: {
      'error choices': 'no line holds a whole chunk',
      'error stream-clean':
        'lines without data: are no part of an event: if the page shows the wire, no client can read it',
    },
  },
  'thoughts of the Gemini Developer API, with the closing tag glued to the answer': {
    source: 'https://ai.google.dev/gemini-api/docs/openai',
    asking: {
      profile: 'gemini',
      request: { ...thinking(), ...cousinRequest },
      chunks: [
        cousinChunk({
          content: '<thought>**Defining the Greeting**…',
          extra_content: { google: { thought: true } },
        }),
        cousinChunk({ content: '</thought>你好！…' }, { finish_reason: 'stop' }),
      ],
    },
  },
  'thoughts of Vertex AI in the tag that was asked for': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/overview',
    asking: {
      request: { ...thinking('think'), stream: true },
      chunks: chunksOf(
        { content: '<think>\nplan ', extra_content: { google: { thought: true } } },
        { content: 'a greeting', extra_content: { google: { thought: true } } },
        { content: '</think>answer' },
      ),
    },
  },
  'thoughts of Vertex AI without a tag, for none was asked for': {
    source: 'https://github.com/NousResearch/hermes-agent/issues/64035',
    asking: {
      request: { ...thinking(), stream: true },
      chunks: chunksOf({ content: 'plan ', extra_content: { google: { thought: true } } }, { content: 'answer' }),
    },
  },
  'thoughts of Vertex AI without the tag that was asked for': {
    source: 'https://github.com/NousResearch/hermes-agent/pull/64036',
    asking: {
      request: { ...thinking('think'), stream: true },
      chunks: chunksOf({ content: 'plan ', extra_content: { google: { thought: true } } }, { content: 'answer' }),
    },
    finds: { 'warn thoughts': 'who reads the text alone takes the thoughts for the answer' },
  },
  'tags that are split over chunks': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/overview',
    asking: {
      request: { ...thinking('thought'), stream: true },
      chunks: chunksOf(
        { content: '<thou', extra_content: { google: { thought: true } } },
        { content: 'ght>plan</thou', extra_content: { google: { thought: true } } },
        { content: 'ght>answer' },
      ),
    },
  },
  'DeepSeek R1 as a service: thoughts in the text': {
    source: 'https://github.com/GoogleCloudPlatform/generative-ai, get_started_with_oss_maas_reasoning_open_ai_sdk',
    asking: {
      profile: 'open-model',
      request: { model: 'deepseek-ai/deepseek-r1-0528-maas', stream: true },
      chunks: chunksOf({ content: '<think>A greeting.' }, { content: '</think>Hello!' }),
    },
  },
  'gpt-oss as a service: thoughts in a field of their own': {
    source: 'https://github.com/GoogleCloudPlatform/generative-ai, get_started_with_oss_maas_reasoning_open_ai_sdk',
    asking: {
      profile: 'open-model',
      request: { model: 'openai/gpt-oss-120b-maas', stream: true },
      chunks: chunksOf({ reasoning_content: 'A greeting.' }, { content: 'Hello!' }),
    },
  },
  'a blocked prompt, told in delta.refusal': {
    source: 'https://github.com/ken050210/vertex-streaming-anti-truncation',
    asking: {
      request: { stream: true },
      chunks: [
        chunkOf(
          { refusal: 'The prompt could not be submitted. The prompt contains sensitive words…' },
          { finish_reason: 'content_filter' },
          { usage: { prompt_tokens: 9, total_tokens: 9 } },
        ),
      ],
    },
  },
  'a tool call that the model could not write': {
    source: 'answers of Gemini 2.5 and 3.8 Flash, which came without a tool being declared',
    asking: {
      request: { stream: true },
      chunks: [
        chunkOf(
          { extra_content: { google: { thought_signature: '…' } } },
          { finish_reason: 'function_call_filter: MALFORMED_FUNCTION_CALL' },
          { usage: { prompt_tokens: 9, total_tokens: 9 } },
        ),
      ],
    },
  },
  'an empty role in every delta': {
    source: 'https://github.com/vercel/ai, 9f1e1ba',
    asking: {
      profile: 'gemini',
      request: cousinRequest,
      chunks: [
        { ...cousinChunk({}), choices: [{ index: 0, delta: { role: '', content: 'Hello' } }] },
        { ...cousinChunk({}), choices: [{ index: 0, delta: { role: '', content: '!' }, finish_reason: 'stop' }] },
      ],
    },
    finds: { 'warn stream-role': 'the first delta says who speaks' },
  },
  'choices that are null in one chunk': {
    source: 'a Home Assistant add-on, custom-conversation #24',
    asking: {
      profile: 'gemini',
      request: cousinRequest,
      chunks: [{ ...cousinChunk({}), choices: null }, cousinChunk({ content: 'Hello' }, { finish_reason: 'stop' })],
    },
    finds: { 'error chunk-schema': 'clients iterate over the choices of each chunk' },
  },
  'a stream that was cut off': {
    source: 'https://github.com/ken050210/vertex-streaming-anti-truncation',
    asking: {
      request: { stream: true },
      stream: events(chunkOf({ content: 'Once upon' }), chunkOf({ content: ' a ti' })),
    },
    finds: {
      'error finish-once': 'nothing says why the answer ends',
      'error stream-done': 'nothing says that it ends',
      'error usage': 'it would have come with the last chunk',
    },
  },
  'raw line breaks in the arguments of a streamed call': {
    source: 'a public measurement of Gemini 3.5 Flash with stream_function_call_arguments',
    asking: {
      request: { ...weather, model: 'google/gemini-3.1-pro-preview' },
      chunks: [piece('A', 0, ''), piece('A', 0, '{"location":"Pa\nris"}', true)],
    },
    finds: { 'error tool-call-arguments': 'a line break inside of a JSON string is no JSON' },
  },
  'an error over several lines, without data:': {
    source: 'a public measurement of Gemini 3.5 Flash with stream_function_call_arguments',
    asking: {
      request: { ...weather, model: 'google/gemini-3.1-pro-preview' },
      stream: `${events(piece('A', 0, ''), piece('A', 0, '{"location":"Pa'))}{
  "error": {
    "code": 499,
    "message": "The operation was cancelled.",
    "status": "CANCELLED"
  }
}
`,
    },
    finds: {
      'error stream-clean':
        'clients pass over it, and see a short answer; half a call behind it is no second deviation',
    },
  },
  'an error in place of a chunk': {
    source: 'https://github.com/BerriAI/litellm/pull/23711',
    asking: {
      request: { stream: true },
      stream: events(chunkOf({ content: 'Once upon' }), {
        error: { code: 429, message: 'Resource exhausted. Please try again later.', status: 'RESOURCE_EXHAUSTED' },
      }),
    },
    finds: { 'error stream-clean': 'the status 200 was already sent; what is missing behind the error is its doing' },
  },
  'an error in a list, in place of a chunk': {
    source: 'https://github.com/BerriAI/litellm/issues/4500',
    asking: {
      request: { stream: true },
      stream: `${events(chunkOf({ content: 'Once upon' }))}data: [{"error":{"code":429,"message":"Resource exhausted.","status":"RESOURCE_EXHAUSTED"}}]\n\n`,
    },
    finds: { 'error stream-clean': 'as above, in the list that Vertex AI puts around errors' },
  },
};

test.each(Object.entries(literals))('%s', async (_, { asking, finds = {} }) => {
  expect(await found(asking)).toEqual(Object.keys(finds).sort());
});

/** A piece of a tool call as Google's own sample has it: id, name and type each time, the index as it comes. */
function piece(id: string, index: number, text: string, last = false): JsonObject {
  const choice = { ...(last && { finish_reason: 'tool_calls' }) };
  const more = { model: 'google/gemini-3.1-pro-preview', ...(last && { usage: tokens(30, 7, 37) }) };
  const call = {
    ...(text === '' && id === 'A' && { extra_content: { google: { thought_signature: '...' } } }),
    function: { arguments: text, name: 'get_current_weather' },
    ...{ id: `function-call-${id}`, index, type: 'function' },
  };
  return chunkOf({ tool_calls: [call] }, choice, more);
}

function openaiChunk(choices: readonly JsonObject[]): JsonObject {
  return {
    ...{ id: 'chatcmpl-123', object: 'chat.completion.chunk', created: 1694268190, model: 'gpt-4o-mini' },
    ...{ system_fingerprint: 'fp_44709d6fcb', choices, usage: null },
  };
}

/** These chunks as events, and no `[DONE]` behind them. */
function events(...chunks: readonly JsonObject[]): string {
  return chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
}
