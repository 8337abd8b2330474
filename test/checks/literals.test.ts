/** Answers that others have published as they came: the rules say of them what the severity table foresees, and no more. */
import { expect, test } from 'vitest';
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
};

test.each(Object.entries(literals))('%s', async (_, { asking, finds }) => {
  const { findings } = await askAll(asking);
  expect([...new Set(findings.map(({ severity, check }) => `${severity} ${check}`))]).toEqual(finds);
});
