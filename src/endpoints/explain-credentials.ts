import { excerpt } from '../lib/show-value.ts';

const logIn = 'run: gcloud auth application-default login';

/** Why google-auth-library has no token, in one sentence that says what to do. A token server's own words are quoted. */
export function explainCredentials(error: unknown): string {
  return explainMissing(error) ?? explainFile(error) ?? explainRefusal(refusalOf(error)) ?? explainSilence(error);
}

/** There is no file, and no metadata server. */
function explainMissing(error: unknown): string | undefined {
  if (!/Could not load the default credentials/.test(messageOf(error))) return undefined;
  // google-auth-library reads it there, too.
  const { env } = process;
  const host = env['GCE_METADATA_HOST'];
  const proxy = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find((name) => env[name]);
  const way = proxy ? `, where the proxy of ${proxy} leads unless NO_PROXY names it` : '';
  const where = host ? `, and nothing answers at GCE_METADATA_HOST (${host}${way})` : '';
  return `no Application Default Credentials were found${where}; ${logIn}, or let GOOGLE_APPLICATION_CREDENTIALS name a key file`;
}

/** What was wrong before anybody was asked. */
function explainFile(error: unknown): string | undefined {
  const message = messageOf(error);
  const isNamed = /GOOGLE_APPLICATION_CREDENTIALS/.test(message);
  const file = isNamed ? 'the file that GOOGLE_APPLICATION_CREDENTIALS names' : 'the login file of gcloud';
  const mend = isNamed ? 'name another file, or unset it' : logIn;
  if (/does not exist, or it is not a file|\b(?:ENOENT|EISDIR|EACCES)\b/.test(message)) {
    if (isNamed) return `${file} cannot be read (${pathIn(message)}); ${mend}`;
    return `the credentials name a token file that cannot be read (${pathIn(message)}); write the token of your identity provider there`;
  }
  if (/subject_token/.test(message)) {
    return 'the token file that the credentials name holds no token; write the token of your identity provider there';
  }
  // The message of a SyntaxError has a piece of the file in it.
  if (error instanceof SyntaxError) return `${file} is no JSON; ${mend}`;
  const missing = /does not contain an? (\w+) field/.exec(message)?.[1];
  if (missing !== undefined) return `${file} is no key of Google Cloud: it has no ${missing}; ${mend}`;
  if (/^ERR_OSSL|^ERR_CRYPTO/.test(codeOf(error) ?? '') || /secretOrPrivateKey|DECODER routines/.test(message)) {
    return `the private key in ${file} cannot be read; download the key again`;
  }
  // A page in place of a token, which has no properties.
  if (/Cannot create property/.test(message)) return undefined;
  if (isNamed || error instanceof TypeError) return `${file} holds no credentials that are understood; ${mend}`;
  return undefined;
}

/** Who was asked, by the path. */
type Asked = 'metadata' | 'impersonation' | 'exchange' | 'token';

interface Refusal {
  readonly asked: Asked;
  readonly status: number;
  /** Of the OAuth error (https://datatracker.ietf.org/doc/html/rfc6749#section-5.2), or of an error of Google's APIs. */
  readonly name: string;
  readonly description: string;
}

/** What the server that was asked for a token said. */
function explainRefusal(refusal: Refusal | undefined): string | undefined {
  if (!refusal) return undefined;
  const { asked, status, name, description } = refusal;
  const said = excerpt(withoutSecrets([name, description].filter((part) => part !== '').join(': ')));
  const quote = said === '' ? '' : ` (${said})`;
  const answered = status < 400 ? `answered ${status}` : `answered ${status}${quote}`;
  if (asked === 'metadata') {
    if (status === 404) return `this machine has no service account; attach one, or ${logIn}`;
    if (status === 403)
      return `the metadata server refuses a token; give the service account of this machine the scope cloud-platform${quote}`;
    return `the metadata server ${answered}; try again, or ${logIn}`;
  }
  if (asked === 'impersonation' && /has not been used in project|is disabled/.test(description)) {
    return `the API that gives tokens of service accounts is not enabled${quote}; run: gcloud services enable iamcredentials.googleapis.com`;
  }
  if (asked === 'impersonation' && (status === 403 || status === 404)) {
    const what =
      status === 404
        ? 'does not exist'
        : 'may not be acted as; grant your account roles/iam.serviceAccountTokenCreator';
    return `the service account that the credentials name ${what}${quote}`;
  }
  if (asked === 'exchange' && status < 500) {
    return `the token exchange refuses the token of your identity provider${quote}; check that it has not expired, and the audience and conditions of the workload identity pool`;
  }
  if (/rapt|reauth/i.test(description)) return `your organisation asks for a new login${quote}; ${logIn}`;
  if (/\b(?:iat|exp)\b|timeframe/.test(description)) {
    return `the clock of this machine is wrong${quote}; set it, the token of a service account depends on it`;
  }
  if (name === 'invalid_grant' && /JWT|signature|account not found/i.test(description)) {
    return `the key of the service account is refused${quote}: it was deleted or disabled; make a new key`;
  }
  if (name === 'invalid_grant') return `the login has expired or was revoked${quote}; ${logIn}`;
  if (status >= 400 && status < 500 && status !== 429)
    return `the token server refuses the credentials${quote}; ${logIn}`;
  return `the token server ${answered}; try again later`;
}

/** Nobody answered, or nothing that is a token. */
function explainSilence(error: unknown): string {
  const message = messageOf(error);
  const code = codeOf(error);
  if (/without a token|Cannot create property/.test(message)) {
    return 'the token server answered without a token: something else answers in its place, check the network and its proxies';
  }
  if (/Metadata-Flavor/i.test(message)) {
    return 'what answers in place of the metadata server is none; check GCE_METADATA_HOST and the proxies';
  }
  if (/no token came within/.test(message)) return `${message}: the token server is too slow; try again later`;
  if (code === 'TimeoutError' || code === 'AbortError') {
    return 'the token server did not answer in time; check the network and its proxies';
  }
  if (code !== undefined) return `the token server cannot be reached (${code}); check the network and its proxies`;
  return `no token was to be had: ${excerpt(withoutSecrets(message.split('\n')[0] ?? ''))}; ${logIn}`;
}

function refusalOf(error: unknown): Refusal | undefined {
  const response = fieldOf(error, 'response');
  const status = fieldOf(response, 'status');
  if (typeof status !== 'number' || status < 400) return undefined;
  const data = jsonOf(fieldOf(response, 'data'));
  // Google's own APIs answer with an object.
  const inner = fieldOf(data, 'error');
  return {
    asked: askedOf(String(fieldOf(fieldOf(error, 'config'), 'url') ?? '')),
    status,
    name: textOf(typeof inner === 'string' ? inner : fieldOf(inner, 'status')),
    description: textOf(fieldOf(data, 'error_description') ?? fieldOf(inner, 'message')),
  };
}

function askedOf(url: string): Asked {
  if (url.includes('/computeMetadata/')) return 'metadata';
  if (url.includes(':generateAccessToken')) return 'impersonation';
  // https://sts.googleapis.com/v1/token, or one of another cloud.
  return url.includes('oauth2.googleapis.com') ? 'token' : 'exchange';
}

/** A server may repeat what it was sent: tokens, keys, and whatever looks like them. */
function withoutSecrets(text: string): string {
  return text.replace(/\b(?:ya29\.|1\/\/|eyJ)[\w./+-]+|[\w+/-]{60,}/g, '[…]');
}

/** The metadata server's answers are read as text. */
function jsonOf(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  for (let each = error, deep = 0; each !== undefined && each !== null && deep < 5; deep++) {
    const code = fieldOf(each, 'code');
    if (typeof code === 'string' && /^(?:E[A-Z_]+|UND_ERR_\w+|TimeoutError|AbortError)$/.test(code)) return code;
    each = fieldOf(each, 'cause');
  }
  return undefined;
}

function fieldOf(value: unknown, field: string): unknown {
  // An error, a Response and a plain object alike.
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function pathIn(message: string): string {
  return /The file at (.*?) does not exist/.exec(message)?.[1] ?? /'([^']+)'/.exec(message)?.[1] ?? 'no such file';
}
