import type { Credentials } from '../endpoints/credentials.ts';
import { createLiveFetch } from '../endpoints/live-fetch.ts';
import { headerRecord } from '../lib/header-record.ts';
import { caseHeaders } from '../mock/case-headers.ts';
import type { Case } from '../model/case.ts';
import type { Send } from '../model/exchange.ts';
import { endpointUrl } from '../requests/url.ts';
import type { Pace } from './pace.ts';
import type { CaseRunOptions } from './run-case.ts';

/** Real servers answer. */
export interface LiveAnswers {
  readonly answerFrom: CaseRunOptions['answerFrom'];
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly concurrency: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly credentials: Credentials;
  readonly pace: Pace;
  readonly version: string;
  /** Is a server on this machine told which case is meant, as served mocks need it? True where not set. */
  readonly isNamed?: boolean;
  /** Asks for bodies without encoding: what is recorded is what was sent. */
  readonly identity?: boolean;
}

export function createLiveAnswers({
  concurrency,
  env,
  credentials,
  pace,
  version,
  identity,
  isNamed = true,
}: LiveOptions): LiveAnswers {
  const live = createLiveFetch({ connections: concurrency, env });
  const agent = `vertex-scenarios/${version}`;
  return {
    close: () => live.close(),
    async answerFrom(aCase, step, from) {
      const send = live.connectingWithin(step.timeouts.connect);
      const isLocal = isNamed && isLoopback(endpointUrl(aCase.endpoint));
      let attempts = from;
      let sent: Readonly<Record<string, string>> = {};
      const authorized: Send = async (url, init) => {
        attempts += 1;
        sent = await credentials.headersFor(aCase);
        // The SDK has a stand-in for credentials. What a scenario writes itself is sent as it is: it may want a 401.
        const { authorization: _, ...headers } = headerRecord(init.headers);
        const ours = isLocal ? caseHeaders(aCase, step, attempts) : {};
        return send(url, {
          ...init,
          headers: {
            'user-agent': agent,
            ...(identity && { 'accept-encoding': 'identity' }),
            ...headers,
            ...sent,
            ...ours,
            ...step.headers,
          },
        });
      };
      return {
        fetch: authorized,
        synthetic: false,
        replies: Number.POSITIVE_INFINITY,
        live: {
          async turn() {
            // Before the clock of a request begins. What is wrong with them is told when it is sent.
            await credentials.headersFor(aCase).catch(() => {});
            return pace.turn(quotaOf(aCase, step.request));
          },
          renewed: async ({ outcome }) =>
            outcome.kind === 'response' && outcome.status === 401 && (await credentials.renew(aCase, sent)),
        },
      };
    },
  };
}

/** Requests for one model in one project and place share a quota. */
function quotaOf({ endpoint }: Case, request: Case['steps'][number]['request']): string {
  const model = request.kind === 'json' ? request.json['model'] : undefined;
  return JSON.stringify([endpoint.project ?? endpoint.base_url, endpoint.location, endpoint.endpoint_id ?? model]);
}

/** Names of cases are told to nobody but a server on this machine. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
