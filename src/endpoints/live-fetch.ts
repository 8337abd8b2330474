import type { Readable } from 'node:stream';
import { EnvHttpProxyAgent, request } from 'undici';
import { headerRecord } from '../lib/header-record.ts';
import type { BodyReader, Send } from '../model/exchange.ts';

/** A way to real servers: kept connections, proxies of the environment, certificates as Node trusts them. */
export interface LiveFetch {
  /** Sends, and gives up where no connection stands after so many milliseconds. */
  connectingWithin(ms: number): Send;
  /** Closes its connections, those in use as well. */
  close(): Promise<void>;
}

export interface LiveFetchOptions {
  /** To one origin, at most so many connections at once; they are kept. */
  readonly connections: number;
  /** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read, in either case. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Over the undici package: Node's own `fetch` opens up to twice as many connections as there are requests in flight,
 * has no deadline for connecting, and takes half as long again. Authorities of `NODE_EXTRA_CA_CERTS` are trusted by
 * Node itself. A redirect is an answer to be judged: it is not followed.
 */
export function createLiveFetch({ connections, env }: LiveFetchOptions): LiveFetch {
  const agents = new Map<number, EnvHttpProxyAgent>();

  function agentFor(connectTimeout: number): EnvHttpProxyAgent {
    const known = agents.get(connectTimeout);
    if (known) return known;
    const agent = new EnvHttpProxyAgent({
      ...{ connections, connectTimeout, allowH2: false, keepAliveTimeout: 30_000 },
      // The tap has these deadlines, and tells which of them passed.
      ...{ headersTimeout: 0, bodyTimeout: 0 },
      httpProxy: proxyIn(env, 'HTTP_PROXY'),
      httpsProxy: proxyIn(env, 'HTTPS_PROXY'),
      noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
    });
    agents.set(connectTimeout, agent);
    return agent;
  }

  return {
    connectingWithin: (ms) => async (url, init) => {
      const { statusCode, statusText, headers, body } = await request(url, {
        dispatcher: agentFor(ms),
        method: 'POST',
        headers: headerRecord(init.headers),
        body: typeof init.body === 'string' ? init.body : null,
        ...(init.signal && { signal: init.signal }),
      });
      const pairs = Object.entries(headers).map(
        ([name, value]) => [name, [value].flat().join(', ')] as [string, string],
      );
      const content = await decoded(body, headers['content-encoding']);
      return { status: statusCode, statusText, headers: pairs, body: { getReader: () => readerOf(content) } };
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

/** Throws where the variable holds no address: undici would say "Invalid URL", and nobody would know of what. */
function proxyIn(env: LiveFetchOptions['env'], name: string): string {
  const address = env[name.toLowerCase()] ?? env[name] ?? '';
  // It may have a password in it, and is not repeated.
  const isProxy = /^(?:https?|socks5):\/\//i.test(address) && URL.canParse(address);
  if (address !== '' && !isProxy) throw new Error(`${name} is no URL: write http://host:port`);
  return address;
}

/** As a `fetch` does: bodies come without their encoding. */
async function decoded(body: Readable, encoding: string | string[] | undefined): Promise<Readable> {
  if (encoding === undefined || encoding === 'identity') return body;
  const { createBrotliDecompress, createGunzip, createInflate } = await import('node:zlib');
  const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };
  const decoder = Object.entries(decoders).find(([name]) => name === encoding)?.[1]();
  // What nobody asked for and nobody can read is judged as it came.
  if (!decoder) return body;
  body.on('error', (error) => decoder.destroy(error));
  return body.pipe(decoder);
}

function readerOf(body: Readable): BodyReader {
  const pieces: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  return {
    async read() {
      const { done, value } = await pieces.next();
      return done ? { done, value: undefined } : { done: false, value: value as Uint8Array<ArrayBuffer> };
    },
    async cancel() {
      body.destroy();
    },
  };
}
