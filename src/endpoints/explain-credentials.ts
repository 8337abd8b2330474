import { isObject } from '../lib/is-object.ts';

const logIn = 'run: gcloud auth application-default login';

/** Why google-auth-library has no token, in one sentence that says what to do. The token server's own words are quoted. */
export function explainCredentials(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/Could not load the default credentials/.test(message)) {
    return `no Application Default Credentials were found; ${logIn}, or let GOOGLE_APPLICATION_CREDENTIALS name a key file`;
  }
  if (/does not exist, or it is not a file|ENOENT|EISDIR/.test(message)) {
    return `the credentials file cannot be read: ${firstLine(message)}; set GOOGLE_APPLICATION_CREDENTIALS to a file that exists, or unset it`;
  }
  if (error instanceof SyntaxError || /Unable to read the credential file/.test(message)) {
    return 'the credentials file is no JSON; download the key again, or unset GOOGLE_APPLICATION_CREDENTIALS';
  }
  const { name, description, status } = refusalOf(error);
  const quote = name === undefined ? '' : ` (${[name, description].filter(Boolean).join(': ')})`;
  if (name === 'invalid_grant' && /JWT|signature|account not found/i.test(description ?? '')) {
    return `the key of the service account is refused${quote}: it was deleted or disabled, or the clock of this machine is wrong; make a new key`;
  }
  if (name === 'invalid_grant') return `the login has expired or was revoked${quote}; ${logIn}`;
  if (name === 'invalid_rapt' || /rapt/i.test(description ?? '')) {
    return `the organisation asks for a new login${quote}; ${logIn}`;
  }
  if (status === 403) {
    return `the token server refuses${quote}: the account may not act as that service account; grant it roles/iam.serviceAccountTokenCreator`;
  }
  if (status === 404 && /metadata|compute/i.test(message)) {
    return `this machine has no service account; attach one, or ${logIn}`;
  }
  const code = codeOf(error);
  if (code !== undefined) return `the token server cannot be reached (${code}); check the network and its proxies`;
  if (status !== undefined) return `the token server answered ${status}${quote}; try again, or ${logIn}`;
  return `no token was to be had: ${firstLine(message)}; ${logIn}`;
}

/** The OAuth error of a token server: https://datatracker.ietf.org/doc/html/rfc6749#section-5.2 */
function refusalOf(error: unknown): { name?: string; description?: string; status?: number } {
  const response = fieldOf(error, 'response');
  const status = fieldOf(response, 'status');
  const data = fieldOf(response, 'data');
  // Google's own APIs (impersonation) answer with an object.
  const inner = fieldOf(data, 'error');
  const name = typeof inner === 'string' ? inner : fieldOf(inner, 'status');
  const description = fieldOf(data, 'error_description') ?? fieldOf(inner, 'message');
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    ...(typeof status === 'number' && { status }),
  };
}

function codeOf(error: unknown): string | undefined {
  for (let each = error, deep = 0; each !== undefined && each !== null && deep < 5; deep++) {
    const code = fieldOf(each, 'code');
    if (typeof code === 'string' && /^(E[A-Z_]+|UND_ERR_\w+)$/.test(code)) return code;
    each = fieldOf(each, 'cause');
  }
  return undefined;
}

function fieldOf(value: unknown, field: string): unknown {
  if (value instanceof Error || isObject(value)) return (value as { readonly [key: string]: unknown })[field];
  return undefined;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/\.$/, '') ?? '';
}
