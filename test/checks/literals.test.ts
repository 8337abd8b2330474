/** Whole answers that others have published: the rules say of them what the severity table foresees, and no more. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { Asking } from './ask.ts';
import { tool } from './ask.ts';
import { found, type Literals, says, thinking, tokens, wholeOf } from './literals.ts';

const weather = { model: 'google/gemini-2.5-flash', messages: [], tools: [tool('get_current_weather')] };
const cousinWeather = { ...weather, model: 'gemini-2.5-flash' };

const literals: Literals = {
  'a whole answer of Gemini 3.1 Pro': {
    source: 'https://github.com/aimlapi/api-docs, page gemini-3-1-pro-preview',
    asking: {
      request: { model: 'google/gemini-3.1-pro-preview', messages: [] },
      body: {
        choices: [
          {
            ...{ finish_reason: 'stop', index: 0, logprobs: null },
            message: {
              content: '…',
              extra_content: { google: { thought_signature: '…Jr7k…' } },
              role: 'assistant',
            },
          },
        ],
        ...{ created: 1772141949, id: 'fb2gafiLBIK9odAP1tGMmQc', model: 'google/gemini-3.1-pro-preview' },
        ...{ object: 'chat.completion', system_fingerprint: '' },
        usage: {
          completion_tokens: 566,
          completion_tokens_details: { reasoning_tokens: 946 },
          extra_properties: { google: { traffic_type: 'ON_DEMAND' } },
          ...{ prompt_tokens: 9, total_tokens: 1521 },
        },
      },
    },
  },
  'a whole answer of Grok on Vertex AI': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/grok',
    asking: {
      profile: 'open-model',
      request: { model: 'xai/grok-4.1-fast-reasoning', messages: [] },
      body: {
        choices: [{ finish_reason: 'stop', index: 0, logprobs: null, message: { content: '…', role: 'assistant' } }],
        ...{ created: 1750450289, id: '2025-06-20|13:11:29.240295-07|6.230.75.101|-987540014' },
        ...{ model: 'xai/grok-4.1-fast-reasoning', object: 'chat.completion', system_fingerprint: '' },
        usage: { completion_tokens: 66, prompt_tokens: 217, total_tokens: 283 },
      },
    },
  },
  'two parallel calls of Grok on Vertex AI, under one id': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/grok/function-calling',
    asking: {
      profile: 'open-model',
      request: { model: 'xai/grok-4.1-fast-reasoning', messages: [], tools: [tool('get_current_weather')] },
      body: wholeOf(
        calls(
          call('get_current_weather', '{"location":"Boston, MA"}', { id: 'get_current_weather' }),
          call('get_current_weather', '{"location":"San Francisco, CA"}', { id: 'get_current_weather' }),
        ),
        tokens(217, 66, 283),
        'xai/grok-4.1-fast-reasoning',
      ),
    },
    finds: { 'warn tool-call-id': 'the results of the two calls could not be told apart' },
  },
  'token counts of a second sample: 27 + 45 + 504 of thinking': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/examples',
    asking: { body: wholeOf(says('Hello!'), tokens(27, 45, 576, 504)) },
  },
  'token counts of a third sample: 7 + 1120 + 251 of thinking': {
    source: 'a public sample of the endpoint openapi',
    asking: { body: wholeOf(says('Hello!'), tokens(7, 1120, 1378, 251)) },
  },
  'the same counts as OpenAI has them, with the thinking inside the completion': {
    source: 'https://platform.openai.com/docs/api-reference/chat/object',
    asking: { body: wholeOf(says('Hello!'), tokens(27, 549, 576, 504)) },
    finds: {
      'error usage': 'on Vertex AI a completion does not include the thinking: the parts are more than the total',
    },
  },
  'the same counts, from OpenAI': {
    source: 'https://platform.openai.com/docs/api-reference/chat/object',
    asking: {
      profile: 'openai',
      request: { model: 'o4-mini', messages: [] },
      body: wholeOf(
        { ...says('Hello!', { refusal: null }), finish_reason: 'stop' },
        tokens(27, 549, 576, 504),
        'o4-mini-2025-04-16',
      ),
    },
  },
  'usage of the Gemini Developer API, where thinking is only in the total': {
    source: 'a public sample of the Gemini Developer API',
    asking: {
      profile: 'gemini',
      request: { model: 'gemini-2.5-flash', messages: [] },
      body: wholeOf(says('Hello!'), tokens(38, 345, 1353), 'gemini-2.5-flash'),
    },
    finds: { 'info usage': '970 tokens of thinking are in the total alone' },
  },
  'usage of Grok with thinking beside the completion, and most of the prompt cached': {
    source: 'https://github.com/vercel/ai, convertGoogleVertexXaiUsage',
    asking: {
      profile: 'open-model',
      request: { model: 'xai/grok-4.1-fast-reasoning', messages: [] },
      body: wholeOf(
        says('Hello!'),
        { ...tokens(663, 50, 837, 124), prompt_tokens_details: { cached_tokens: 654 } },
        'xai/grok-4.1-fast-reasoning',
      ),
    },
  },
  ...Object.fromEntries(
    ['ON_DEMAND', 'ON_DEMAND_PRIORITY', 'ON_DEMAND_FLEX', 'PROVISIONED_THROUGHPUT', 'OF_NEXT_YEAR'].map((type) => [
      `usage with the traffic type ${type}`,
      {
        source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/reference/rest, TrafficType: an open list',
        asking: {
          body: wholeOf(says('Hello!'), {
            ...tokens(9, 5, 14),
            extra_properties: { google: { traffic_type: type } },
          }),
        },
      },
    ]),
  ),
  'a tool call of Gemini 3 without content': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/examples',
    asking: {
      request: { ...weather, model: 'google/gemini-3.1-pro-preview' },
      body: wholeOf(
        calls(
          call('get_current_weather', '{"location":"Boston, MA"}', {
            extra_content: { google: { thought_signature: '…' } },
            id: 'function-call-9d5c7a5f-3a4f-4f0e-a0f1-1f5c8d3a7a11',
          }),
        ),
        tokens(27, 45, 576, 504),
        'google/gemini-3.1-pro-preview',
      ),
    },
  },
  'a tool call of Gemini 2.5, where content is null': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/overview',
    asking: {
      request: weather,
      body: wholeOf({
        ...calls(call('get_current_weather', '{"location":"Boston, MA"}')),
        message: {
          ...{ content: null, role: 'assistant' },
          tool_calls: [call('get_current_weather', '{"location":"Boston, MA"}')],
        },
      }),
    },
  },
  'stop beside tool calls, of the Gemini Developer API': {
    source: 'https://github.com/microsoft/autogen/issues/4878',
    asking: {
      profile: 'gemini',
      request: cousinWeather,
      body: wholeOf(
        { ...calls(call('get_current_weather', '{"location":"Boston, MA"}')), finish_reason: 'stop' },
        tokens(9, 5, 14),
        'gemini-2.5-flash',
      ),
    },
    finds: { 'warn finish-tool-calls': 'clients that wait for tool_calls never run the tool' },
  },
  'stop beside tool calls, of Vertex AI': {
    source: 'https://github.com/BerriAI/litellm/pull/10485',
    asking: {
      request: weather,
      body: wholeOf({ ...calls(call('get_current_weather', '{"location":"Boston, MA"}')), finish_reason: 'stop' }),
    },
    finds: { 'error finish-tool-calls': 'Vertex AI documents tool_calls' },
  },
  'an empty id of a tool call': {
    source: 'https://github.com/camel-ai/camel/issues/3027',
    asking: {
      profile: 'gemini',
      request: cousinWeather,
      body: wholeOf(
        calls(call('get_current_weather', '{"location":"Boston, MA"}', { id: '' })),
        tokens(9, 5, 14),
        'gemini-2.5-flash',
      ),
    },
    finds: { 'warn tool-call-id': 'there is nothing to send the result back under' },
  },
  'an image of gemini-2.5-flash-image-preview: the choice is flat': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/start/openai',
    asking: {
      request: { model: 'google/gemini-2.5-flash-image-preview', messages: [] },
      body: wholeOf(
        {
          ...{ content: 'Here it is.', finish_reason: 'stop', index: 0, role: 'assistant' },
          image: { data: 'iVBORw0KGgo=', extra_content: { google: { mime_type: 'image/png' } } },
        },
        tokens(9, 5, 14),
        'google/gemini-2.5-flash-image-preview',
      ),
    },
  },
  'an image of gemini-3-pro-image-preview: under the key audio': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/examples',
    asking: {
      request: { model: 'google/gemini-3-pro-image-preview', messages: [] },
      body: wholeOf(
        {
          ...{ finish_reason: 'stop', index: 0 },
          message: {
            audio: { data: 'iVBORw0KGgo=', extra_content: { google: { mime_type: 'image/png' } } },
            content: null,
            extra_content: { google: { thought_signature: 'CkEBjz1rX' } },
            role: 'assistant',
          },
        },
        tokens(9, 5, 14),
        'google/gemini-3-pro-image-preview',
      ),
    },
  },
  'thought and answer of the Gemini Developer API in one text, and the flag beside it': {
    source: 'https://ai.google.dev/gemini-api/docs/openai',
    asking: {
      profile: 'gemini',
      request: { ...thinking(), model: 'gemini-2.5-flash' },
      body: wholeOf(
        says('<thought>A greeting.</thought>你好！', { extra_content: { google: { thought: true } } }),
        tokens(9, 5, 14),
        'gemini-2.5-flash',
      ),
    },
  },
  'thought and answer of Vertex AI in the tag that was asked for': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/overview',
    asking: { request: thinking('think'), body: wholeOf(says('<think>\nplan </think>answer')) },
  },
  'thought and answer of Vertex AI in one text, for no tag was asked for': {
    source: 'https://github.com/NousResearch/hermes-agent/issues/64035',
    asking: { request: thinking(), body: wholeOf(says('plan answer')) },
  },
  'DeepSeek R1 as a service: thoughts in the text': {
    source: 'https://github.com/GoogleCloudPlatform/generative-ai, get_started_with_oss_maas_reasoning_open_ai_sdk',
    asking: {
      profile: 'open-model',
      request: { model: 'deepseek-ai/deepseek-r1-0528-maas', messages: [] },
      body: wholeOf(says('<think>A greeting.</think>Hello!'), tokens(9, 5, 14), 'deepseek-ai/deepseek-r1-0528-maas'),
    },
  },
  'gpt-oss as a service: thoughts in a field of their own': {
    source: 'https://github.com/GoogleCloudPlatform/generative-ai, get_started_with_oss_maas_reasoning_open_ai_sdk',
    asking: {
      profile: 'open-model',
      request: { model: 'openai/gpt-oss-120b-maas', messages: [] },
      body: wholeOf(says('Hello!', { reasoning_content: 'A greeting.' }), tokens(9, 5, 14), 'openai/gpt-oss-120b-maas'),
    },
  },
  'an answer that was cut by its length before it began': {
    source: 'https://github.com/agentgateway/agentgateway/pull/1465',
    asking: {
      request: { model: 'google/gemini-2.5-flash', messages: [] },
      body: {
        ...{ id: '1', object: 'chat.completion', created: 0, model: 'google/gemini-2.5-flash' },
        choices: [{ index: 0, finish_reason: 'length' }],
        usage: { prompt_tokens: 5, total_tokens: 12 },
      },
    },
    finds: { 'info usage': 'the 7 tokens that were spent on thinking are in the total alone' },
  },
  ...Object.fromEntries(
    (['gemini', 'vertex-gemini'] as const).flatMap((profile) => {
      const model = profile === 'gemini' ? 'gemini-2.5-flash' : 'google/gemini-2.5-flash';
      const refused = { prompt_tokens: 5, completion_tokens: 0, total_tokens: 5 };
      const ended = (finish_reason: string, more: JsonObject = {}): Asking => ({
        profile,
        request: { model, messages: [] },
        body: wholeOf({ finish_reason, index: 0, ...more }, refused, model),
      });
      return [
        [
          `a forbidden answer without a message (${profile})`,
          {
            source: 'the Gemini client of RavenDB; https://github.com/Wei-Shaw/sub2api',
            asking: ended('content_filter: PROHIBITED_CONTENT'),
          },
        ],
        [
          `an unsafe answer without a message (${profile})`,
          { source: 'the Gemini client of RavenDB', asking: ended('content_filter: SAFETY') },
        ],
        [
          `a filtered answer without a message (${profile})`,
          {
            source: 'https://github.com/GoogleCloudPlatform/generative-ai, intro_chat_completions_api',
            asking: ended('content_filter'),
          },
        ],
        [
          `a tool call that the model could not write (${profile})`,
          {
            source: 'answers of Gemini 2.5 and 3.8 Flash, which came without a tool being declared',
            asking: ended('function_call_filter: MALFORMED_FUNCTION_CALL', {
              message: { extra_content: { google: { thought_signature: 'CkEBjz1rX' } }, role: 'assistant' },
            }),
          },
        ],
      ] as const;
    }),
  ),
  'a message that is a stub': {
    source: 'https://github.com/agentgateway/agentgateway/issues/1464',
    asking: {
      body: wholeOf({ finish_reason: 'length', index: 0, message: {} }, { prompt_tokens: 5, total_tokens: 5 }),
    },
  },
  'stop with nothing at all': {
    source: 'https://github.com/openclaw/openclaw/issues/63397',
    asking: { body: wholeOf({ finish_reason: 'stop', index: 0, message: { role: 'assistant' } }) },
    finds: { 'warn content-present': 'nothing explains why the answer is empty' },
  },
  'an answer without choices': {
    source: 'https://github.com/BerriAI/litellm/issues/36881',
    asking: { body: { ...wholeOf(says('')), choices: [] } },
    finds: { 'error choices': 'one was asked for' },
  },
  'an answer whose choices are null': {
    source: 'https://github.com/BerriAI/litellm/issues/36881',
    asking: { body: { ...wholeOf(says('')), choices: null } },
    finds: { 'error schema': 'a list is owed; that there is none is not told a second time' },
  },
  'fields of next year, everywhere': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/overview',
    asking: {
      body: {
        ...wholeOf(
          { ...says('Hello!', { of_next_year: 1 }), of_next_year: [] },
          { ...tokens(9, 5, 14), of_next_year: null },
        ),
        of_next_year: {},
      },
    },
  },
  'the answer of a model to which requests were routed in silence': {
    source: 'https://dev.to/aideprecations, on the shutdown of Gemini 2.5 on 1 December 2026',
    asking: {
      profile: 'gemini',
      request: { model: 'gemini-2.5-flash', messages: [] },
      body: wholeOf(says('Hello!'), tokens(9, 5, 14), 'gemini-3.5-flash-lite'),
    },
    finds: { 'warn model-echo': 'another model than the one that was asked for' },
  },
  'an empty body with the status 200': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/grok/function-calling',
    asking: { body: '' },
    finds: { 'error schema': 'what partner pages document is a slip of their template: there is an answer to read' },
  },
};

test.each(Object.entries(literals))('%s', async (_, { asking, finds = {} }) => {
  expect(await found(asking)).toEqual(Object.keys(finds).sort());
});

/** A choice that calls these, without content. */
function calls(...tool_calls: readonly JsonObject[]): JsonObject {
  return { finish_reason: 'tool_calls', index: 0, message: { role: 'assistant', tool_calls } };
}

function call(name: string, args: string, more: JsonObject = {}): JsonObject {
  return { function: { arguments: args, name }, id: 'function-call-1', type: 'function', ...more };
}
