import OpenAI from 'openai';
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import type { Fetch, SdkAssembly, SdkError, SdkView, Transport, WireRequest } from '../model/exchange.ts';
import { tap } from './tap.ts';

/**
 * Through the `openai` package, as an application would. Its own retries and deadlines are off: those are the run's,
 * and the same for both transports.
 */
export const sdk: Transport = async (request, fetch, limits, signal) => {
  const tapped = tap(fetch, limits, signal);
  return tapped.finish(await callSdk(request, tapped.fetch));
};

async function callSdk({ url, headers, json }: WireRequest, fetch: Fetch): Promise<SdkView> {
  try {
    const client = new OpenAI({
      apiKey: 'set-by-the-fetch',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      baseURL: baseUrl(url),
      maxRetries: 0,
      // The longest a timer takes: the tap has the deadlines.
      timeout: 2 ** 31 - 1,
      logLevel: 'off',
      fetch,
    });
    // The scenario's body is sent as it is, whatever the SDK's types think of it; its headers win over the SDK's own.
    const body = json as unknown as ChatCompletionCreateParams;
    const answer = await client.chat.completions.create(body, { headers });
    return isStream(answer) ? await takeChunks(answer) : { kind: 'value', value: answer };
  } catch (error) {
    return { kind: 'error', error: describeError(error) };
  }
}

/** The address without the path that the SDK adds to it. A query stays, and the SDK puts it behind that path again. */
function baseUrl(url: string): string {
  return url.replace(/\/chat\/completions(?=\?|$)/, '');
}

async function takeChunks(stream: AsyncIterable<unknown>): Promise<SdkView> {
  const chunks: unknown[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch (error) {
    return { kind: 'chunks', chunks, error: describeError(error) };
  }
  return { kind: 'chunks', chunks, assembly: await assemble(chunks) };
}

/** Feeds the chunks to the helper behind `client.chat.completions.stream`, which takes them as lines of JSON. */
async function assemble(chunks: readonly unknown[]): Promise<SdkAssembly> {
  const { ChatCompletionStream } = await import('openai/lib/ChatCompletionStream');
  const { body } = new Response(chunks.map((chunk) => `${JSON.stringify(chunk)}\n`).join(''));
  if (!body) throw new Error('a response of text has no body');
  try {
    return { kind: 'value', value: await ChatCompletionStream.fromReadableStream(body).finalChatCompletion() };
  } catch (error) {
    return { kind: 'error', error: describeError(error) };
  }
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return answer !== null && typeof answer === 'object' && Symbol.asyncIterator in answer;
}

function describeError(error: unknown): SdkError {
  if (!(error instanceof Error)) return { name: 'unknown', message: String(error) };
  const fields = error as Error & { status?: unknown; code?: unknown; error?: unknown };
  return {
    name: error.constructor.name,
    message: error.message,
    ...(typeof fields.status === 'number' && { status: fields.status }),
    ...(typeof fields.code === 'string' && { code: fields.code }),
    ...(fields.error !== undefined && { body: fields.error }),
  };
}
