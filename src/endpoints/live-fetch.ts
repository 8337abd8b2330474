import { EnvHttpProxyAgent, fetch } from 'undici';
import type { Fetch } from '../model/exchange.ts';

/** A way to real servers: kept connections, proxies of the environment, certificates as Node trusts them. */
export interface LiveFetch {
  /** A `fetch` that gives up where no connection stands after so many milliseconds. */
  connectingWithin(ms: number): Fetch;
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
 * The `fetch` of the undici package: Node's own opens up to twice as many connections as there are requests in flight,
 * and has no deadline for connecting. Authorities of `NODE_EXTRA_CA_CERTS` are trusted by Node itself.
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
    connectingWithin(ms) {
      const dispatcher = agentFor(ms);
      // A redirect is an answer to be judged: credentials must not follow it to another host.
      const send = (input: Parameters<typeof fetch>[0], init: Parameters<typeof fetch>[1]) =>
        fetch(input, { ...init, dispatcher, redirect: 'manual' });
      // The same standard, typed by two packages: what Node declares is what undici implements.
      return send as unknown as Fetch;
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}
