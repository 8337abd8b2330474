import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A service on loopback that answers every request alike and counts them by what they ask. */
export interface Service {
  readonly baseUrl: string;
  /** Text of the message → how often it was sent. */
  readonly asked: Map<string, number>;
}

export interface Says {
  readonly status?: number;
  readonly content?: string;
}

/** `says` decides about an answer by what was asked; `ms` is how long it takes. */
export async function aService(ms: number, says: (text: string) => Says = () => ({})): Promise<Service> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const text: string = JSON.parse(body).messages[0].content;
      asked.set(text, (asked.get(text) ?? 0) + 1);
      const { status = 200, content = 'Hello' } = says(text);
      setTimeout(() => {
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify(status === 200 ? completion(content) : { error: { message: content, code: status } }));
      }, ms);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
  };
}

/** A suite that asks it. */
export function suiteOf({ baseUrl }: Service): string {
  return `version: 1
endpoints:
  managed: { kind: custom, base_url: "${baseUrl}", auth: none, profile: openai }
`;
}

/** A scenario with one case for each text. */
export function asking(texts: readonly string[], more = ''): string {
  return `version: 1
title: A question
transports: [rest]
matrix: { text: ${JSON.stringify(texts)} }
request: { model: m, messages: [{ role: user, content: "\${{ matrix.text }}" }] }
${more}`;
}

function completion(content: string) {
  return {
    ...{ id: 'x', object: 'chat.completion', created: 1_790_000_000, model: 'm' },
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop', logprobs: null },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}
