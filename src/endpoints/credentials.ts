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
  /** Is told of every token, before anybody can write it. */
  readonly onSecret: (value: string) => void;
  /** Asks for tokens; the client of google-auth-library where not set. */
  readonly fetch?: Fetch;
}

/** Why there are no credentials, in one plain sentence that says what to do about it. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

/** https://docs.cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/auth-and-credentials */
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

/** How long a machine that is not on Google Cloud is asked for its metadata server, and a token server for a token. */
const longestWait = 15_000;

export function createCredentials({ onSecret, fetch }: CredentialsOptions): Credentials {
  let client: Promise<Client> | undefined;
  let asked: Promise<Readonly<Record<string, string>>> | undefined;

  /** Many ask at once, one goes. */
  function defaultHeaders(): Promise<Readonly<Record<string, string>>> {
    asked ??= freshHeaders().finally(() => {
      asked = undefined;
    });
    return asked;
  }

  async function freshHeaders(): Promise<Readonly<Record<string, string>>> {
    try {
      client ??= createClient(fetch);
      const headers = Object.fromEntries(await within(longestWait, (await client).getRequestHeaders()));
      onSecret((headers['authorization'] ?? '').replace(/^Bearer /, ''));
      return headers;
    } catch (error) {
      // The next case asks anew: a token server may be down for a moment.
      client = undefined;
      throw new CredentialsError(explainCredentials(error), { cause: error });
    }
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
      const current = await defaultHeaders().catch(() => ({}) as Record<string, string>);
      if (current['authorization'] !== refused['authorization']) return current['authorization'] !== undefined;
      client = undefined;
      const next = await defaultHeaders().catch(() => ({}) as Record<string, string>);
      return next['authorization'] !== undefined && next['authorization'] !== refused['authorization'];
    },
  };
}

function bearer(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

interface Client {
  getRequestHeaders(): Promise<Headers>;
}

/** Application Default Credentials, in the order that Google documents. */
async function createClient(fetch: Fetch | undefined): Promise<Client> {
  const { GoogleAuth } = await import('google-auth-library');
  return new GoogleAuth({
    scopes,
    ...(fetch && { clientOptions: { transporterOptions: { fetchImplementation: fetch as typeof globalThis.fetch } } }),
  }).getClient();
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no token came within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
