import { formatDuration } from '../lib/format-duration.ts';
import type { Auth, Endpoint } from '../model/endpoint.ts';
import type { Fetch } from '../model/exchange.ts';
import { explainCredentials } from './explain-credentials.ts';

/** What proves who sends a request. */
export interface Credentials {
  /**
   * The headers that go with a request. Rejects with a `CredentialsError` where there are none to be had. Cheap once
   * there is a token: it is made once for all, and anew before it expires.
   */
  headersFor(asking: Asking): Promise<Readonly<Record<string, string>>>;
  /**
   * For a request that was refused with these headers: is there another token than that? One renewal serves all that
   * ask. A token that was written down is what it is.
   */
  renew(asking: Asking, refused: Readonly<Record<string, string>>): Promise<boolean>;
}

/** What a case says of how it proves who sends it. */
export interface Asking {
  readonly auth: Auth;
  readonly endpoint: Pick<Endpoint, 'kind'>;
}

export interface CredentialsOptions {
  /** Is told of every token, and of the project that is billed, before anybody can write them. */
  readonly onSecret: (value: string, kind: 'secret' | 'project') => void;
  /** Asks for tokens; the client of google-auth-library where not set. The metadata server is asked by that alone. */
  readonly fetch?: Fetch;
  /** Milliseconds until a token must be there. */
  readonly longestWait?: number;
  /** Aborted by ^C: nobody waits for a token any more. */
  readonly signal?: AbortSignal;
}

/** Why there are no credentials, in one plain sentence that says what to do about it. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

/** https://docs.cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/auth-and-credentials */
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

/** Milliseconds for one request to a token server; one that does not answer is asked twice. */
const requestTimeout = 7_000;

/** Milliseconds for which nobody asks again where no token was to be had: hundreds of cases would wait in turn. */
const graceAfterFailure = 10_000;

export function createCredentials({ onSecret, fetch, longestWait = 15_000, signal }: CredentialsOptions): Credentials {
  let client: Promise<Client> | undefined;
  let asked: Promise<Readonly<Record<string, string>>> | undefined;
  let renewal: Promise<unknown> | undefined;
  let failure: { readonly error: CredentialsError; readonly until: number } | undefined;

  /** Many ask at once, one goes. */
  function defaultHeaders(): Promise<Readonly<Record<string, string>>> {
    asked ??= freshHeaders().finally(() => {
      asked = undefined;
    });
    return asked;
  }

  async function freshHeaders(): Promise<Readonly<Record<string, string>>> {
    if (failure && Date.now() < failure.until) throw failure.error;
    client ??= createClient(fetch);
    try {
      const headers = Object.fromEntries(await within(longestWait, headersOf(client), signal));
      const token = /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1];
      // What google-auth-library makes of an answer that is no token.
      if (token === undefined || token === 'undefined') throw new Error('the token server answered without a token');
      onSecret(token, 'secret');
      const { 'x-goog-user-project': billed } = headers;
      if (billed !== undefined) onSecret(billed, 'project');
      return headers;
    } catch (error) {
      // A token server may be down for a moment, and a file may be mended.
      client = undefined;
      const explained = new CredentialsError(explainCredentials(error), { cause: error });
      failure = { error: explained, until: Date.now() + graceAfterFailure };
      throw explained;
    }
  }

  /** By a new client: google-auth-library gives the same token until it is about to expire. */
  function renewedHeaders(): Promise<unknown> {
    renewal ??= (async () => {
      await asked?.catch(() => {});
      client = undefined;
      await defaultHeaders().catch(() => {});
      renewal = undefined;
    })();
    return renewal;
  }

  async function current(): Promise<string | undefined> {
    return (await defaultHeaders().catch((): Readonly<Record<string, string>> => ({})))['authorization'];
  }

  return {
    async headersFor({ auth, endpoint }) {
      if (auth === 'none') return {};
      if (auth === 'adc') return defaultHeaders();
      if ('token' in auth) return bearer(auth.token);
      // As every client of the OpenAI API sends it; Google's own API knows the other one.
      return endpoint.kind === 'custom' ? bearer(auth.api_key) : { 'x-goog-api-key': auth.api_key };
    },
    async renew({ auth }, refused) {
      if (auth !== 'adc') return false;
      const isOther = (token: string | undefined) => token !== undefined && token !== refused['authorization'];
      if (isOther(await current())) return true;
      await renewedHeaders();
      return isOther(await current());
    },
  };
}

function bearer(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

interface Client {
  getRequestHeaders(): Promise<Headers>;
}

async function headersOf(client: Promise<Client>): Promise<Headers> {
  return (await client).getRequestHeaders();
}

/** Application Default Credentials, in the order that Google documents. */
async function createClient(fetch: Fetch | undefined): Promise<Client> {
  const { GoogleAuth } = await import('./google-auth.ts');
  return new GoogleAuth({
    scopes,
    // Nobody asks for it; without one gcloud and the metadata server are asked, for seconds.
    projectId: 'not-asked',
    clientOptions: {
      transporterOptions: {
        timeout: requestTimeout,
        retryConfig: { noResponseRetries: 1 },
        ...(fetch && { fetchImplementation: fetch as typeof globalThis.fetch }),
      },
    },
  }).getClient();
}

async function within<Value>(ms: number, work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  let interrupt: () => void = () => {};
  const given = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no token came within ${formatDuration(ms)}`)), ms);
    interrupt = () => reject(new Error('interrupted'));
    if (signal?.aborted) interrupt();
    signal?.addEventListener('abort', interrupt);
  });
  try {
    return await Promise.race([work, given]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  }
}
