import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, jsonSchema, Output, stepCountIs, streamText, tool } from 'ai';
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { aServer, chatPath } from './a-server.ts';

const model = 'google/gemini-3.8-flash';
const hello = [{ role: 'user' as const, content: 'Hello' }];
const weather = [{ role: 'user' as const, content: 'Weather in Paris?' }];
const fair = [{ role: 'user' as const, content: 'The fair is on Friday.' }];
const place = { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] } as const;
const event = { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] } as const;
const declared = {
  type: 'function' as const,
  function: { name: 'get_weather', description: 'The weather', parameters: place },
};
const format = { type: 'json_schema' as const, json_schema: { name: 'event', schema: event } };

/** A suite as a person writes it: nothing in it is there for a certain client. */
const files = {
  'hello.yaml': `version: 1
title: A greeting
request: { model: ${model}, messages: ${JSON.stringify(hello)} }
mock: { content: Good day to you }
`,
  'fair.yaml': `version: 1
title: An answer by a schema
request: { model: ${model}, messages: ${JSON.stringify(fair)}, response_format: ${JSON.stringify(format)} }
mock: { content_json: { day: Friday } }
`,
  'weather.yaml': `version: 1
title: A tool and its result
steps:
  - id: ask
    request:
      model: ${model}
      messages: ${JSON.stringify(weather)}
      tools: [${JSON.stringify(declared)}]
    mock: { tool_calls: [{ name: get_weather, arguments: { location: Paris } }] }
  - id: answer
    request:
      model: ${model}
      messages:
        - \${{ ...steps.ask.request.messages }}
        - \${{ steps.ask.message }}
        - { role: tool, tool_call_id: "\${{ steps.ask.message.tool_calls[0].id }}", content: '{"celsius":31}' }
      tools: [${JSON.stringify(declared)}]
    mock: { content: It is hot }
`,
};

const serve = async () => {
  const { origin, journal } = await aServer(files);
  return { url: `${origin}${chatPath}`, baseURL: `${origin}${chatPath.replace('/chat/completions', '')}`, journal };
};

async function curl(url: string, body: object): Promise<string> {
  const { stdout } = await promisify(execFile)('curl', [
    ...['-sS', '--no-buffer', '--noproxy', '*', url, '-H', 'Authorization: Bearer any'],
    ...['-H', 'Content-Type: application/json', '-d', JSON.stringify(body)],
  ]);
  return stdout;
}

test('curl: whole, streamed, with tools and structured output', async () => {
  const { url } = await serve();
  const whole = JSON.parse(await curl(url, { model, messages: hello }));
  expect(whole.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: 'Good day to you' } });
  const streamed = (await curl(url, { model, messages: hello, stream: true })).split('\n\n');
  expect(streamed.slice(-2)).toEqual(['data: [DONE]', '']);
  const chunks = streamed.slice(0, -2).map((line) => JSON.parse(line.slice('data: '.length)));
  expect(chunks.map(({ choices }) => choices[0].delta.content).join('')).toBe('Good day to you');
  const called = JSON.parse(await curl(url, { model, messages: weather, tools: [declared] }));
  expect(called.choices[0].message.tool_calls[0].function).toEqual({
    name: 'get_weather',
    arguments: '{"location":"Paris"}',
  });
  const structured = JSON.parse(await curl(url, { model, messages: fair, response_format: format }));
  expect(JSON.parse(structured.choices[0].message.content)).toEqual({ day: 'Friday' });
});

test('the openai package: whole, streamed, with tools and structured output', async () => {
  const { baseURL } = await serve();
  const { completions } = new OpenAI({ baseURL, apiKey: 'any', maxRetries: 0 }).chat;
  const whole = await completions.create({ model, messages: hello });
  expect(whole.choices[0]?.message.content).toBe('Good day to you');
  const stream = completions.stream({ model, messages: hello });
  let deltas = 0;
  for await (const chunk of stream) deltas += chunk.choices.length;
  expect(deltas).toBeGreaterThan(1);
  expect(await stream.finalContent()).toBe('Good day to you');
  const parsed = await completions.parse({ model, messages: fair, response_format: format });
  expect(parsed.choices[0]?.message.parsed).toEqual({ day: 'Friday' });
  const called = await completions.create({ model, messages: weather, tools: [declared] });
  const [message, call] = [called.choices[0]?.message, called.choices[0]?.message.tool_calls?.[0]];
  if (!message || call?.type !== 'function') throw new Error('no function was called');
  const answer = await completions.create({
    ...{ model, tools: [declared] },
    messages: [...weather, message, { role: 'tool', tool_call_id: call.id, content: '{"celsius": 31}' }],
  });
  expect([call.function.name, answer.choices[0]?.message.content]).toEqual(['get_weather', 'It is hot']);
});

test('the Vercel AI SDK: whole, streamed, with tools and structured output', async () => {
  const { baseURL } = await serve();
  const vertex = createOpenAICompatible({ name: 'vertex', baseURL, apiKey: 'any', supportsStructuredOutputs: true })(
    model,
  );
  const asking = { model: vertex, maxRetries: 0 };
  const { text, usage } = await generateText({ ...asking, prompt: 'Hello' });
  expect([text, usage.inputTokens]).toEqual(['Good day to you', 9]);
  const parts: string[] = [];
  for await (const part of streamText({ ...asking, prompt: 'Hello' }).textStream) parts.push(part);
  expect([parts.length > 1, parts.join('')]).toEqual([true, 'Good day to you']);
  const structured = await generateText({
    ...asking,
    prompt: 'The fair is on Friday.',
    output: Output.object({ schema: jsonSchema<{ day: string }>({ ...event }) }),
  });
  expect(structured.output).toEqual({ day: 'Friday' });
  const round = await generateText({
    ...asking,
    prompt: 'Weather in Paris?',
    tools: {
      get_weather: tool({
        description: 'The weather',
        inputSchema: jsonSchema<{ location: string }>({ ...place }),
        execute: async ({ location }) => (location === 'Paris' ? { celsius: 31 } : {}),
      }),
    },
    stopWhen: stepCountIs(3),
  });
  expect([round.steps.length, round.text]).toEqual([2, 'It is hot']);
});

test('LangChain: whole, streamed, with tools and structured output', async () => {
  const { baseURL, journal } = await serve();
  const chat = new ChatOpenAI({ model, apiKey: 'any', configuration: { baseURL }, maxRetries: 0 });
  expect((await chat.invoke('Hello')).text).toBe('Good day to you');
  const parts: string[] = [];
  for await (const part of await chat.stream('Hello')) parts.push(part.text);
  expect(parts.join('')).toBe('Good day to you');
  expect(await chat.withStructuredOutput({ ...event }, { name: 'other' }).invoke('The fair is on Friday.')).toEqual({
    day: 'Friday',
  });
  const withTools = chat.bindTools([declared]);
  const asked = await withTools.invoke('Weather in Paris?');
  expect(asked.tool_calls).toMatchObject([{ name: 'get_weather', args: { location: 'Paris' } }]);
  // It forgets the signature of the call, and is told so as Vertex AI tells it.
  const result = new ToolMessage({ content: '{"celsius":31}', tool_call_id: asked.tool_calls?.[0]?.id ?? '' });
  await expect(withTools.invoke([new HumanMessage('Weather in Paris?'), asked, result])).rejects.toThrow('400');
  expect(journal.entries.at(-1)?.reason).toContain('in the 2. content block is missing a `thought_signature`');
});
