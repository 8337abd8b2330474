import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { headerRecord } from '../lib/header-record.ts';
import type { Answered, BodyReader, Send } from '../model/exchange.ts';
import { type ArrivingBody, createArrivingBody } from './arriving-body.ts';

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
      httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
      httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '',
      noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
    });
    agents.set(connectTimeout, agent);
    return agent;
  }

  return {
    connectingWithin: (ms) => async (url, init) => {
      const answered = await dispatch(agentFor(ms), url, init);
      const encoding = answered.headers.find(([name]) => name === 'content-encoding')?.[1];
      if (encoding === undefined || encoding === 'identity') return answered;
      return { ...answered, body: await decoded(answered.body, encoding) };
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

type LiveAnswer = Answered & { readonly headers: [string, string][]; readonly body: { getReader(): BodyReader } };

/** One request: its head is known when the promise is kept, its body arrives afterwards. */
function dispatch(agent: Dispatcher, url: string, { headers, body, signal }: RequestInit): Promise<LiveAnswer> {
  const { origin, pathname, search } = new URL(url);
  const options: Dispatcher.DispatchOptions = {
    ...{ origin, path: pathname + search, method: 'POST', headers: headerRecord(headers) },
    body: typeof body === 'string' ? body : null,
  };
  return new Promise((resolve, reject) => {
    let arriving: ArrivingBody | undefined;
    let forget = () => {};
    const failed = (error: Error) => {
      forget();
      arriving?.fail(error);
      reject(error);
    };
    agent.dispatch(options, {
      onRequestStart(controller) {
        if (!signal) return;
        const abort = () => controller.abort(signal.reason);
        if (signal.aborted) return abort();
        signal.addEventListener('abort', abort, { once: true });
        forget = () => signal.removeEventListener('abort', abort);
      },
      onResponseStart(controller, status, fields, statusText = '') {
        // 1xx: the answer itself is still to come.
        if (status < 200) return;
        arriving = createArrivingBody(controller);
        const { reader } = arriving;
        resolve({ status, statusText, headers: pairsOf(fields), body: { getReader: () => reader } });
      },
      onResponseData: (_, piece) => arriving?.take(piece),
      onResponseEnd() {
        forget();
        arriving?.end();
      },
      onResponseError: (_, error) => failed(error),
    });
  });
}

function pairsOf(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : `${value}`]);
}

/** As a `fetch` does: bodies come without their encoding. */
async function decoded(body: LiveAnswer['body'], encoding: string): Promise<LiveAnswer['body']> {
  const { createBrotliDecompress, createGunzip, createInflate } = await import('node:zlib');
  const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };
  const decoder = Object.entries(decoders).find(([name]) => name === encoding)?.[1]();
  // What nobody asked for and nobody can read is judged as it came.
  if (!decoder) return body;
  const encoded = Readable.from(piecesOf(body.getReader()));
  encoded.on('error', (error) => decoder.destroy(error));
  const pieces: AsyncIterator<Uint8Array<ArrayBuffer>> = encoded.pipe(decoder)[Symbol.asyncIterator]();
  return {
    getReader: () => ({
      async read() {
        const { done, value } = await pieces.next();
        return done ? { done, value: undefined } : { done: false, value };
      },
      async cancel() {
        encoded.destroy();
        decoder.destroy();
      },
    }),
  };
}

async function* piecesOf(reader: BodyReader): AsyncGenerator<Uint8Array> {
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}
