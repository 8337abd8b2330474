import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
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

const nowhere = 'http://127.0.0.1:9/v1/chat/completions';

/** The same response with a reader on its body. */
function read(from: Response): Response {
  from.body?.getReader();
  return from;
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

  test.each([
    '/v1/chat/completions',
    '/chat/completions/v1/chat/completions',
    '/v1beta1/projects/p/locations/l/endpoints/5/chat/completions',
    '/openai/deployments/d/chat/completions?api-version=2024-02-01',
    '/v1/chat/completions?via=/chat/completions&tag=a&tag=b',
  ])('posts to the address as it is: %s', async (path) => {
    let seen = '';
    const base = new URL(
      await serve((request, answer) => {
        seen = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
        answer.end('{}');
      }),
    );
    await send(transport, `${base.origin}${path}`);
    expect(seen).toBe(`POST ${path}`);
  });

  test('lets the headers of a scenario win over those of the client', async () => {
    let seen: IncomingHttpHeaders = {};
    const url = await serve((request, answer) => {
      seen = request.headers;
      answer.end('{}');
    });
    const headers = {
      'content-type': 'application/json; charset=utf-16',
      accept: 'text/plain',
      'user-agent': 'scenario/1',
    };
    const exchange = await transport({ method: 'POST', url, headers, body: '{}', json: {} }, fetch, limits);
    expect(seen).toMatchObject(headers);
    expect(exchange.request.headers).toMatchObject(headers);
  });

  test('tells a connection that breaks in a whole body, and keeps what came', async () => {
    const url = await serve(async (request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      answer.write('{"choices":');
      await wait(30);
      request.socket.destroy();
    });
    const exchange = await send(transport, url);
    expect(text(exchange)).toBe('{"choices":');
    expect(response(exchange).body.end.kind).toBe('reset');
  });

  test('tells a body that ends before its length without an error', async () => {
    const short = async () =>
      new Response('{"choices":', { headers: { 'content-type': 'application/json', 'content-length': '1000' } });
    const exchange = await transport(
      { method: 'POST', url: nowhere, headers: {}, body: '{}', json: {} },
      short,
      limits,
    );
    expect(text(exchange)).toBe('{"choices":');
    expect(response(exchange).body.end).toEqual({ kind: 'cut' });
  });

  test('takes a compressed body for complete, whatever its length says', async () => {
    const url = await serve((_, answer) => {
      const packed = gzipSync('{"choices":[]}'.padEnd(500));
      answer.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': String(packed.byteLength),
      });
      answer.end(packed);
    });
    const exchange = await send(transport, url);
    expect(text(exchange).trim()).toBe('{"choices":[]}');
    expect(response(exchange).body.end).toEqual({ kind: 'complete' });
  });

  test('tells an answer without a body', async () => {
    const url = await serve((_, answer) => answer.writeHead(204).end());
    const exchange = await send(transport, url);
    expect(response(exchange)).toMatchObject({ status: 204, body: { kind: 'text', end: { kind: 'complete' } } });
    expect(text(exchange)).toBe('');
  });

  test('a status that has no body is no error of the client, whoever answers', async () => {
    const reader = { read: async () => ({ done: true, value: undefined }) as const, cancel: async () => {} };
    const answered = { status: 204, statusText: '', headers: [], body: { getReader: () => reader } };
    const request = { method: 'POST', url: nowhere, headers: {}, body: '{}', json: {} } as const;
    const exchange = await transport(request, async () => answered, limits);
    expect(response(exchange)).toMatchObject({ status: 204, body: { end: { kind: 'complete' } } });
    expect(exchange.sdk?.kind).toBe(name === 'sdk' ? 'value' : undefined);
  });

  test('gives up a whole answer that never begins its body after the total', async () => {
    const url = await serve((_, answer) =>
      answer.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
    );
    const exchange = await send(transport, url, { model: 'm' }, { total: 60 });
    expect(response(exchange).body.end).toEqual({ kind: 'timeout', which: 'total', limit: 60 });
  });

  test('waits as long as it is told to, also for longer than a timer can', async () => {
    const url = await serve(async (_, answer) => {
      await wait(60);
      answer.end('{}');
    });
    const forever = { connect: 2 ** 40, first_event: 2 ** 40, idle: 2 ** 40, total: 2 ** 40 };
    expect(text(await send(transport, url, { model: 'm' }, forever))).toBe('{}');
  });

  test('counts its times from the call of fetch', async () => {
    const url = await serve((_, answer) => answer.setHeader('content-type', 'application/json').end('{}'));
    const before = Date.now();
    const { timings, outcome } = await send(transport, url);
    expect(timings.startedAt).toBeGreaterThanOrEqual(before);
    expect(timings.headers).toBeGreaterThan(0);
    expect(timings.end).toBeGreaterThanOrEqual(timings.headers ?? Infinity);
    expect(outcome.kind === 'response' && outcome.body.reads[0]?.at).toBeGreaterThanOrEqual(
      timings.headers ?? Infinity,
    );
  });

  test('sends nothing once it is interrupted', async () => {
    let requests = 0;
    const url = await serve((_, answer) => {
      requests += 1;
      answer.end('{}');
    });
    const stopped = AbortSignal.abort();
    const request = { method: 'POST' as const, url, headers: {}, body: '{}', json: {} };
    const { outcome } = await transport(request, fetch, limits, stopped);
    expect(outcome).toMatchObject({ kind: 'no-response', reason: 'aborted' });
    expect(requests).toBe(0);
  });

  test('tells an interruption in a body, keeps what came and lets the connection go', async () => {
    let closed = false;
    const url = await serve((request, answer) => {
      request.socket.on('close', () => {
        closed = true;
      });
      answer.setHeader('content-type', 'text/event-stream');
      answer.write('data: {"choices":[]}\n\n');
    });
    const stop = new AbortController();
    const body = '{"stream":true}';
    const request = { method: 'POST' as const, url, headers: {}, body, json: { stream: true } };
    const asked = transport(request, fetch, limits, stop.signal);
    await wait(100);
    stop.abort();
    const exchange = await asked;
    expect(text(exchange)).toBe('data: {"choices":[]}\n\n');
    expect(response(exchange).body.end).toEqual({ kind: 'aborted' });
    await expect.poll(() => closed).toBe(true);
  });

  test.each<[string, () => Promise<Response>, string]>([
    [
      'throws at once',
      () => {
        throw new Error('broken');
      },
      'broken',
    ],
    ['rejects with no error', () => Promise.reject('a text'), 'a text'],
    ['gives a body that was read', async () => read(new Response('{}')), 'locked'],
  ])('never rejects: a fetch that %s', async (_, fetch, why) => {
    const request = { method: 'POST' as const, url: nowhere, headers: {}, body: '{}', json: {} };
    const { outcome } = await transport(request, fetch, limits);
    expect(outcome).toMatchObject({
      kind: 'no-response',
      reason: 'connection',
      message: expect.stringContaining(why),
    });
  });

  test.each([
    ['an address that is none', 'not an address', {}],
    ['a header that cannot be sent', nowhere, { 'x-own': 'two\nlines' }],
  ])('never rejects: %s', async (_, url, headers) => {
    const request = { method: 'POST' as const, url, headers, body: '{}', json: {} };
    const { outcome } = await transport(request, fetch, limits);
    expect(outcome).toMatchObject({ kind: 'no-response', reason: 'connection', message: expect.any(String) });
    expect(outcome.kind === 'no-response' && outcome.message.length).toBeGreaterThan(10);
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
