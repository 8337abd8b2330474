/** Answers that others have published as they came: the rules say of them what the severity table foresees, and no more. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { type Asking, askAll, tool } from './ask.ts';

interface Literal {
  /** Where it stands. */
  readonly source: string;
  readonly asking: Asking;
  /** `severity check` of what is found. */
  readonly finds: readonly string[];
}

const literals: { readonly [what: string]: Literal } = {
  'a whole answer of Gemini 3.1 Pro': {
    source: 'https://github.com/aimlapi/api-docs, page gemini-3-1-pro-preview',
    asking: {
      request: { model: 'google/gemini-3.1-pro-preview', messages: [] },
      body: {
        choices: [
          {
            finish_reason: 'stop',
            index: 0,
            logprobs: null,
            message: {
              content: 'Hello!',
              extra_content: { google: { thought_signature: 'CkEBjz1rX…Jr7k' } },
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
    finds: [],
  },
  'a whole answer of Grok on Vertex AI': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/grok',
    asking: {
      profile: 'open-model',
      request: { model: 'xai/grok-4.1-fast-reasoning', messages: [] },
      body: {
        choices: [
          { finish_reason: 'stop', index: 0, logprobs: null, message: { content: 'Hello!', role: 'assistant' } },
        ],
        ...{ created: 1750450289, id: '2025-06-20|13:11:29.240295-07|6.230.75.101|-987540014' },
        ...{ model: 'xai/grok-4.1-fast-reasoning', object: 'chat.completion', system_fingerprint: '' },
        usage: { completion_tokens: 66, prompt_tokens: 217, total_tokens: 283 },
      },
    },
    finds: [],
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
    finds: ['info usage'],
  },
  'a blocked prompt, without a message': {
    source: 'the Gemini client of RavenDB, a recorded answer',
    asking: {
      profile: 'gemini',
      request: { model: 'gemini-2.5-flash', messages: [] },
      body: {
        ...{ id: '1', object: 'chat.completion', created: 1, model: 'gemini-2.5-flash' },
        choices: [{ index: 0, finish_reason: 'content_filter: PROHIBITED_CONTENT' }],
        usage: { prompt_tokens: 5, completion_tokens: 0, total_tokens: 5 },
      },
    },
    finds: [],
  },
  'a streamed tool call that changes its index': {
    source: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/examples',
    asking: {
      request: { model: 'google/gemini-3.1-pro-preview', stream: true, tools: [tool('get_current_weather')] },
      chunks: [
        ['', 1, undefined],
        ['{"location":"Paris"}', 0, 'tool_calls'],
      ].map(([text, index, finish_reason]) => ({
        choices: [
          {
            delta: {
              role: 'assistant',
              tool_calls: [
                {
                  ...(text === '' && { extra_content: { google: { thought_signature: '...' } } }),
                  function: { arguments: text ?? '', name: 'get_current_weather' },
                  ...{ id: 'function-call-1', index: index ?? 0, type: 'function' },
                },
              ],
            },
            ...(finish_reason !== undefined && { finish_reason }),
            ...{ index: 0, logprobs: null },
          },
        ],
        ...{ created: 1770850461, id: 'nQiNafGyF5rw998PstqooAY', model: 'google/gemini-3.1-pro-preview' },
        ...{ object: 'chat.completion.chunk', system_fingerprint: '' },
        ...(finish_reason !== undefined && {
          usage: { completion_tokens: 7, prompt_tokens: 30, total_tokens: 37 },
        }),
      })),
    },
    finds: ['warn tool-call-index'],
  },
  'thoughts of the Gemini Developer API, with the closing tag glued to the answer': {
    source: 'https://ai.google.dev/gemini-api/docs/openai',
    asking: {
      profile: 'gemini',
      request: {
        model: 'gemini-2.5-flash',
        stream: true,
        extra_body: { google: { thinking_config: { include_thoughts: true } } },
      },
      chunks: [
        {
          choices: [
            {
              delta: {
                content: '<thought>**Defining the Greeting**',
                extra_content: { google: { thought: true } },
                role: 'assistant',
              },
              index: 0,
            },
          ],
          ...{ created: 1752319190, id: '1URyaLjuGKiqmtkPj86KuAI', model: 'gemini-2.5-flash' },
          object: 'chat.completion.chunk',
        },
        {
          choices: [{ delta: { content: '</thought>你好！', role: 'assistant' }, finish_reason: 'stop', index: 0 }],
          ...{ created: 1752319190, id: '1URyaLjuGKiqmtkPj86KuAI', model: 'gemini-2.5-flash' },
          object: 'chat.completion.chunk',
        },
      ],
    },
    finds: [],
  },
  'token counts of a second sample: 27 + 45 + 504 of thinking': {
    source: 'vertex-api.md section 7.1',
    asking: { body: whole(says('Hello!'), tokens(27, 45, 576, 504)) },
    finds: [],
  },
  'token counts of a third sample: 7 + 1120 + 251 of thinking': {
    source: 'vertex-api.md section 7.1',
    asking: { body: whole(says('Hello!'), tokens(7, 1120, 1378, 251)) },
    finds: [],
  },
  'the same counts as OpenAI has them, with the thinking inside the completion': {
    source: 'vertex-api.md section 7.1, the contrast',
    asking: { body: whole(says('Hello!'), tokens(27, 549, 576, 504)) },
    finds: ['error usage'],
  },
  'usage of the Gemini Developer API, where thinking is only in the total': {
    source: 'vertex-api.md section 7.1, the cousin',
    asking: {
      profile: 'gemini',
      request: { model: 'gemini-2.5-flash', messages: [] },
      body: whole(says('Hello!'), tokens(38, 345, 1353), 'gemini-2.5-flash'),
    },
    finds: ['info usage'],
  },
  'usage of Grok with thinking beside the completion, and most of the prompt cached': {
    source: 'https://github.com/vercel/ai, convertGoogleVertexXaiUsage',
    asking: {
      profile: 'open-model',
      request: { model: 'xai/grok-4.1-fast-reasoning', messages: [] },
      body: whole(
        says('Hello!'),
        { ...tokens(663, 50, 837, 124), prompt_tokens_details: { cached_tokens: 654 } },
        'xai/grok-4.1-fast-reasoning',
      ),
    },
    finds: [],
  },
  'an image of gemini-2.5-flash-image-preview: the choice is flat': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/image-generation',
    asking: {
      request: { model: 'google/gemini-2.5-flash-image-preview', messages: [] },
      body: whole(
        {
          ...{ content: 'Here it is.', finish_reason: 'stop', index: 0, role: 'assistant' },
          image: { data: 'iVBORw0KGgo=', extra_content: { google: { mime_type: 'image/png' } } },
        },
        tokens(9, 5, 14),
        'google/gemini-2.5-flash-image-preview',
      ),
    },
    finds: [],
  },
  'an image of gemini-3-pro-image-preview: under the key audio': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/examples',
    asking: {
      request: { model: 'google/gemini-3-pro-image-preview', messages: [] },
      body: whole(
        {
          finish_reason: 'stop',
          index: 0,
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
    finds: [],
  },
  'a whole answer of the Gemini Developer API: thought and answer in one text, and the flag beside it': {
    source: 'vertex-api.md section 7.3',
    asking: {
      profile: 'gemini',
      request: { ...thinking(), model: 'gemini-2.5-flash' },
      body: whole(
        says('<thought>A greeting.</thought>你好！', { extra_content: { google: { thought: true } } }),
        tokens(9, 5, 14),
        'gemini-2.5-flash',
      ),
    },
    finds: [],
  },
  'thoughts of Vertex AI in the tag that was asked for': {
    source: 'vertex-api.md section 7.3',
    asking: {
      request: { ...thinking('think'), stream: true },
      chunks: chunks(
        { content: '<think>\nplan ', extra_content: { google: { thought: true } } },
        { content: 'a greeting', extra_content: { google: { thought: true } } },
        { content: '</think>answer' },
      ),
    },
    finds: [],
  },
  'thoughts of Vertex AI without a tag, for none was asked for': {
    source: 'https://github.com/NousResearch/hermes-agent/issues/64035',
    asking: {
      request: { ...thinking(), stream: true },
      chunks: chunks({ content: 'plan ', extra_content: { google: { thought: true } } }, { content: 'answer' }),
    },
    finds: [],
  },
  'tags that are split over chunks': {
    source: 'vertex-api.md section 7.3',
    asking: {
      request: { ...thinking('thought'), stream: true },
      chunks: chunks(
        { content: '<thou', extra_content: { google: { thought: true } } },
        { content: 'ght>plan</thou', extra_content: { google: { thought: true } } },
        { content: 'ght>answer' },
      ),
    },
    finds: [],
  },
  'DeepSeek R1 as a service: thoughts in the text': {
    source: 'https://github.com/GoogleCloudPlatform/vertex-ai-samples, model_garden_openai_api_deepseek',
    asking: {
      profile: 'open-model',
      request: { model: 'deepseek-ai/deepseek-r1-0528-maas', messages: [] },
      body: whole(says('<think>A greeting.</think>Hello!'), tokens(9, 5, 14), 'deepseek-ai/deepseek-r1-0528-maas'),
    },
    finds: [],
  },
  'gpt-oss as a service: thoughts in a field of their own': {
    source: 'https://github.com/GoogleCloudPlatform/vertex-ai-samples, model_garden_openai_api_gpt_oss',
    asking: {
      profile: 'open-model',
      request: { model: 'openai/gpt-oss-120b-maas', messages: [] },
      body: whole(says('Hello!', { reasoning_content: 'A greeting.' }), tokens(9, 5, 14), 'openai/gpt-oss-120b-maas'),
    },
    finds: [],
  },
  'a tool call that the model could not write': {
    source: 'vertex-api.md section 7.4',
    asking: {
      request: { model: 'google/gemini-2.5-flash', messages: [] },
      body: whole({
        finish_reason: 'function_call_filter: []_FUNCTION_CALL',
        index: 0,
        message: { extra_content: { google: { thought_signature: 'CkEBjz1rX' } }, role: 'assistant' },
      }),
    },
    finds: [],
  },
  'a blocked prompt, told in delta.refusal': {
    source: 'https://github.com/ken050210/vertex-streaming-anti-truncation',
    asking: {
      request: { stream: true },
      chunks: [
        chunk(
          { refusal: 'The prompt could not be submitted. The prompt contains sensitive words…' },
          { finish_reason: 'content_filter' },
          { usage: { prompt_tokens: 9, total_tokens: 9 } },
        ),
      ],
    },
    finds: [],
  },
  'an answer without choices': {
    source: 'vertex-api.md section 7.5',
    asking: { body: { ...whole(says('')), choices: [] } },
    finds: ['error choices'],
  },
  'an answer whose choices are null': {
    source: 'vertex-api.md section 7.5',
    asking: { body: { ...whole(says('')), choices: null } },
    finds: ['error schema'],
  },
};

test.each(Object.entries(literals))('%s', async (_, { asking, finds }) => {
  const { findings } = await askAll(asking);
  expect([...new Set(findings.map(({ severity, check }) => `${severity} ${check}`))]).toEqual(finds);
});

/** A whole answer with one choice. */
function whole(
  choice: JsonObject,
  usage: JsonObject = tokens(9, 5, 14),
  model = 'google/gemini-2.5-flash',
): JsonObject {
  return {
    choices: [{ logprobs: null, ...choice }],
    ...{ created: 1772141949, id: 'fb2gafiLBIK9odAP1tGMmQc', model, object: 'chat.completion', system_fingerprint: '' },
    usage,
  };
}

function says(content: string, more: JsonObject = {}): JsonObject {
  return { finish_reason: 'stop', index: 0, message: { content, ...more, role: 'assistant' } };
}

function tokens(
  prompt_tokens: number,
  completion_tokens: number,
  total_tokens: number,
  reasoning?: number,
): JsonObject {
  const details = reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } };
  return { completion_tokens, ...details, prompt_tokens, total_tokens };
}

/** The parts of a request that ask for thoughts. */
function thinking(thought_tag_marker?: string): JsonObject {
  const google = { thinking_config: { include_thoughts: true }, ...(thought_tag_marker && { thought_tag_marker }) };
  return { model: 'google/gemini-2.5-flash', messages: [], extra_body: { google } };
}

/** A stream of these deltas; the last one ends it. */
function chunks(...deltas: readonly JsonObject[]): JsonObject[] {
  const last = [{ finish_reason: 'stop' }, { usage: tokens(9, 5, 14) }] as const;
  return deltas.map((delta, at) => chunk(delta, ...(at === deltas.length - 1 ? last : [])));
}

function chunk(delta: JsonObject, choice: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    choices: [{ delta: { role: 'assistant', ...delta }, ...choice, index: 0, logprobs: null }],
    ...{ created: 1770850461, id: 'nQiNafGyF5rw998PstqooAY', model: 'google/gemini-2.5-flash' },
    ...{ object: 'chat.completion.chunk', system_fingerprint: '', ...more },
  };
}
