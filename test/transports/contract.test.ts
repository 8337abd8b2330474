import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Exchange, Limits, ResponseOutcome, Transport } from '../../src/model/exchange.ts';
import { rest } from '../../src/transports/rest.ts';
import { sdk } from '../../src/transports/sdk.ts';

/** One suite for both transports: whatever goes wrong on a real socket, both tell the same exchange and never reject. */
const transports: readonly (readonly [string, Transport])[] = [
  ['rest', rest],
  ['sdk', sdk],
];

const limits: Limits = { connect: 1000, first_event: 2000, idle: 2000, total: 5000, bodyBytes: 1_000_000 };
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`;
}

function send(
  transport: Transport,
  url: string,
  json: { [key: string]: string | boolean } = { model: 'm' },
  over = {},
) {
  const body = JSON.stringify(json);
  const headers = { 'content-type': 'application/json', 'x-own': 'kept' };
  return transport({ method: 'POST', url, headers, body, json }, fetch, { ...limits, ...over });
}

function response(exchange: Exchange): ResponseOutcome {
  if (exchange.outcome.kind !== 'response') throw new Error(`no response: ${exchange.outcome.message}`);
  return exchange.outcome;
}

const text = (exchange: Exchange) => new TextDecoder().decode(response(exchange).body.bytes);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(transports)('%s', (name, transport) => {
  test('sends the body as it is, and the scenario’s own headers', async () => {
    let seen = '';
    let own: unknown;
    const url = await serve((request, answer) => {
      own = request.headers['x-own'];
      request.on('data', (piece) => {
        seen += piece;
      });
      request.on('end', () => answer.setHeader('content-type', 'application/json').end('{"choices":[]}'));
    });
    const exchange = await send(transport, url, { model: 'm', extra: 'é"\\' });
    expect(JSON.parse(seen)).toEqual({ model: 'm', extra: 'é"\\' });
    expect(own).toBe('kept');
    expect(exchange.request.body).toBe(seen);
    expect(exchange.request.url).toBe(url);
    expect(exchange.request.headers).not.toHaveProperty('authorization');
    expect(text(exchange)).toBe('{"choices":[]}');
    expect(response(exchange).body).toMatchObject({ kind: 'json', end: { kind: 'complete' } });
  });

  test('keeps the reads of a stream with their times', async () => {
    const url = await serve(async (_, answer) => {
      answer.setHeader('content-type', 'text/event-stream');
      for (const n of [1, 2, 3]) {
        answer.write(`data: {"choices":[],"n":${n}}\n\n`);
        await wait(40);
      }
      answer.end('data: [DONE]\n\n');
    });
    const exchange = await send(transport, url, { model: 'm', stream: true });
    const { reads, kind } = response(exchange).body;
    expect(kind).toBe('stream');
    expect(reads.length).toBe(4);
    expect((reads[2]?.at ?? 0) - (reads[0]?.at ?? 0)).toBeGreaterThan(60);
    expect(reads[1]?.offset).toBe('data: {"choices":[],"n":1}\n\n'.length);
    expect(exchange.timings.end).toBeGreaterThanOrEqual(reads[3]?.at ?? Infinity);
    if (name === 'sdk') expect(exchange.sdk).toMatchObject({ kind: 'chunks', chunks: [{ n: 1 }, { n: 2 }, { n: 3 }] });
  });

  test('keeps what comes behind [DONE], which the SDK does not read', async () => {
    const url = await serve((_, answer) => {
      answer.setHeader('content-type', 'text/event-stream');
      answer.end('data: {"choices":[]}\n\ndata: [DONE]\n\n{"error":{"code":499}}\n');
    });
    expect(text(await send(transport, url, { model: 'm', stream: true }))).toContain('499');
  });

  test('keeps a stream whole although the SDK throws at an event it cannot read', async () => {
    const url = await serve(async (_, answer) => {
      answer.setHeader('content-type', 'text/event-stream');
      answer.write('data: {"choices": oops\n\n');
      await wait(20);
      answer.end('data: {"choices":[]}\n\ndata: [DONE]\n\n');
    });
    const exchange = await send(transport, url, { model: 'm', stream: true });
    expect(text(exchange)).toContain('[DONE]');
    expect(response(exchange).body.end).toEqual({ kind: 'complete' });
    if (name === 'sdk') expect(exchange.sdk).toMatchObject({ kind: 'chunks', error: { name: expect.any(String) } });
  });

  test('tells an error status with its body', async () => {
    const url = await serve((_, answer) => {
      answer.statusCode = 429;
      answer.setHeader('content-type', 'application/json');
      answer.setHeader('retry-after', '1');
      answer.end('[{"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}}]');
    });
    const exchange = await send(transport, url);
    expect(response(exchange)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    if (name === 'sdk') {
      expect(exchange.sdk).toMatchObject({ kind: 'error', error: { name: 'RateLimitError', status: 429 } });
    }
  });

  test('does not retry', async () => {
    let requests = 0;
    const url = await serve((_, answer) => {
      requests += 1;
      answer.statusCode = 503;
      answer.end();
    });
    await send(transport, url);
    expect(requests).toBe(1);
  });

  test('tells a refused connection with its cause', async () => {
    const url = await serve(() => {});
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    const { outcome } = await send(transport, url);
    expect(outcome).toMatchObject({ kind: 'no-response', reason: 'connection' });
    expect(outcome.kind === 'no-response' && outcome.message).toContain('ECONNREFUSED');
  });

  test('tells a connection that breaks before an answer', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect((await send(transport, url)).outcome).toMatchObject({ kind: 'no-response', reason: 'connection' });
  });

  test('tells a connection that breaks in the body, and keeps what came', async () => {
    const url = await serve(async (request, answer) => {
      answer.setHeader('content-type', 'text/event-stream');
      answer.write('data: {"choices":[]}\n\n');
      await wait(30);
      request.socket.destroy();
    });
    const exchange = await send(transport, url, { model: 'm', stream: true });
    expect(text(exchange)).toBe('data: {"choices":[]}\n\n');
    expect(response(exchange).body.end.kind).toBe('reset');
  });

  test('gives up when nothing comes within first_event', async () => {
    const url = await serve(() => {});
    const { outcome, timings } = await send(transport, url, { model: 'm' }, { first_event: 60 });
    expect(outcome).toMatchObject({ kind: 'no-response', reason: 'timeout' });
    expect(timings.end).toBeLessThan(1500);
  });

  test('gives up when headers come but no body within first_event', async () => {
    const url = await serve((_, answer) => {
      answer.setHeader('content-type', 'text/event-stream');
      answer.flushHeaders();
    });
    const exchange = await send(transport, url, { model: 'm', stream: true }, { first_event: 60 });
    expect(response(exchange).body.end).toEqual({ kind: 'timeout', which: 'first_event', limit: 60 });
  });

  test('gives up when a stream falls silent', async () => {
    const url = await serve((_, answer) => {
      answer.setHeader('content-type', 'text/event-stream');
      answer.write('data: {"choices":[]}\n\n');
    });
    const exchange = await send(transport, url, { model: 'm', stream: true }, { idle: 60 });
    expect(response(exchange).body.end).toEqual({ kind: 'timeout', which: 'idle', limit: 60 });
  });

  test('gives up when a slow drip passes the total', async () => {
    let drip: NodeJS.Timeout | undefined;
    const url = await serve((_, answer) => {
      answer.setHeader('content-type', 'text/event-stream');
      drip = setInterval(() => answer.write(': drip\n\n'), 20);
    });
    const exchange = await send(transport, url, { model: 'm', stream: true }, { total: 150 });
    clearInterval(drip);
    expect(response(exchange).body.end).toEqual({ kind: 'timeout', which: 'total', limit: 150 });
  });

  test('keeps no more of a body than the limit', async () => {
    const url = await serve((_, answer) => answer.setHeader('content-type', 'application/json').end('x'.repeat(5000)));
    const exchange = await send(transport, url, { model: 'm' }, { bodyBytes: 1000 });
    expect(response(exchange).body.end).toEqual({ kind: 'limit', limit: 1000 });
    expect(response(exchange).body.bytes.byteLength).toBe(1000);
  });

  test('tells an interruption', async () => {
    const url = await serve(() => {});
    const stop = new AbortController();
    const body = '{}';
    const asked = transport({ method: 'POST', url, headers: {}, body, json: {} }, fetch, limits, stop.signal);
    stop.abort();
    expect((await asked).outcome).toMatchObject({ kind: 'no-response', reason: 'aborted' });
  });

  test('answers although a fetch ignores its signal and never settles', async () => {
    const deaf = () => new Promise<Response>(() => {});
    const body = '{}';
    const request = {
      method: 'POST' as const,
      url: 'http://127.0.0.1/v1/chat/completions',
      headers: {},
      body,
      json: {},
    };
    const { outcome } = await transport(request, deaf, { ...limits, first_event: 30 });
    expect(outcome).toMatchObject({ kind: 'no-response', reason: 'timeout' });
  });

  test('names the connect deadline of the live fetch', async () => {
    const cause = Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
    const slow = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const body = '{}';
    const request = {
      method: 'POST' as const,
      url: 'http://127.0.0.1/v1/chat/completions',
      headers: {},
      body,
      json: {},
    };
    const { outcome } = await transport(request, slow, limits);
    expect(outcome).toMatchObject({
      kind: 'no-response',
      reason: 'timeout',
      message: expect.stringContaining('1000 ms'),
    });
  });
});
