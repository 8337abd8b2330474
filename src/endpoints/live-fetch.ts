import { EnvHttpProxyAgent } from 'undici';
import type { Send } from '../model/exchange.ts';
import { decodeBody } from './decode-body.ts';
import { dispatch } from './dispatch.ts';

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
      const answered = await dispatch(agentFor(ms), url, init);
      const encoding = answered.headers.find(([name]) => name === 'content-encoding')?.[1];
      if (encoding === undefined || encoding === 'identity') return answered;
      return { ...answered, body: await decodeBody(answered.body, encoding) };
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
