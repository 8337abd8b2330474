import type { EndpointKind } from '../model/names.ts';
import { markedText, marker, variablesIn } from './expression-text.ts';
import type { CurlHeader } from './read-curl.ts';
import type { ConcealedValue } from './recognise-endpoint.ts';
import { literalText, shellSource, splitAt, trimmed } from './shell-text.ts';

/** Headers as a scenario has them: what the transports send by themselves and what is secret is gone. */
export interface FoundHeaders {
  /** With markers, as `auth` is. */
  readonly headers: { readonly [name: string]: string };
  /** `default`: as the kind of endpoint has it by itself. */
  readonly auth: 'default' | 'none' | 'adc' | { readonly token: string } | { readonly api_key: string };
  readonly concealed: readonly ConcealedValue[];
  readonly notes: readonly string[];
}

/** Sent by every client in its own way, or by browsers alone. */
const clientsOwn =
  /^(?::.*|accept|accept-.*|connection|content-length|cache-control|pragma|cookie2?|dnt|expect|host|origin|priority|proxy-.*|referer|sec-.*|te|traceparent|tracestate|transfer-encoding|upgrade-insecure-requests|user-agent|x-client-data|x-cloud-trace-context|x-forwarded-.*|x-goog-api-client|x-stainless-.*|x-vertex-attempt|x-vertex-scenario)$/;

/** A header of such a name holds what nobody may see. */
const secretName =
  /(?:^|[-_])(?:api-?key|key|token|secret|auth|authorization|session|password|signature|credentials?)(?:$|[-_])/;

/** `subject`: the host, for the name of a secret. */
export function readHeaders(
  headers: readonly CurlHeader[],
  { kind, host, dropped }: { readonly kind: EndpointKind; readonly host: string; readonly dropped: readonly string[] },
): FoundHeaders {
  const isVertex = kind !== 'custom';
  const kept = new Map<string, string>();
  const notes: string[] = dropped.map((option) =>
    option === '-b' || option === '--cookie' ? 'the cookies are left out' : `${option} is left out: it proves who asks`,
  );
  const concealed: ConcealedValue[] = [];
  let auth: FoundHeaders['auth'] | undefined = dropped.some((option) => option !== '-b' && option !== '--cookie')
    ? 'default'
    : undefined;

  for (const { name, value } of headers) {
    if (name === 'authorization') readAuthorization(value);
    else if (name === 'cookie') notes.push('the cookies are left out');
    else if (clientsOwn.test(name) || isJson(name, value)) continue;
    else if (isVertex && name === 'x-goog-api-key') {
      auth = { api_key: secret(value, 'GOOGLE_API_KEY', name) };
    } else if (name === 'x-goog-user-project') {
      const known = literalText(value);
      if (known !== undefined) concealed.push({ value: known, variable: 'GOOGLE_CLOUD_PROJECT', root: 'env' });
      kept.set(name, known === undefined ? (markedText(value) ?? '') : marker('GOOGLE_CLOUD_PROJECT'));
    } else if (secretName.test(name)) kept.set(name, secret(value, variableName(name), name));
    else {
      const text = markedText(value);
      if (text === undefined)
        notes.push(`the header ${name} is left out: what ${shellSource(value)} is cannot be known`);
      else kept.set(name, text);
    }
  }
  return { headers: Object.fromEntries(kept), auth: auth ?? (isVertex ? 'none' : 'default'), concealed, notes };

  function readAuthorization(value: CurlHeader['value']): void {
    const [scheme = [], rest = []] = splitAt(value, ' ') ?? [];
    const isBearer = literalText(scheme)?.toLowerCase() === 'bearer';
    auth = 'default';
    const credential = trimmed(rest);
    if (!isBearer) {
      hide(credential, 'API_KEY');
      notes.push('Authorization is left out: of its forms only Bearer is known');
      return;
    }
    const isAsked = credential.some(
      ({ kind: of, text }) => of === 'output' && /print-(?:access|identity)-token/.test(text),
    );
    if (!isVertex) {
      auth = isAsked ? 'adc' : { token: secret(credential, keyNameOf(host), 'authorization') };
      return;
    }
    // A token is asked for anew at each run, by whatever name the shell had it.
    hide(credential, 'ACCESS_TOKEN');
    if (!isAsked) notes.push('the token in Authorization is left out: requests use Application Default Credentials');
  }

  /** What stands for a secret, which is read from the environment. */
  function secret(value: CurlHeader['value'], fallback: string, name: string): string {
    const [first, ...more] = variablesIn(markedText(value) ?? '');
    const variable = first !== undefined && more.length === 0 ? first : fallback;
    const isOutput = value.some(({ kind: of }) => of === 'output');
    if (hide(value, variable) || isOutput) {
      notes.push(`the value of ${name} is not written: it is read from ${variable}, which has to be exported`);
    }
    return marker(variable, 'secrets');
  }

  /** Is there something to hide, which must not come in by another way either? */
  function hide(value: CurlHeader['value'], variable: string): boolean {
    const known = literalText(value);
    if (known === undefined || known === '') return false;
    concealed.push({ value: known, variable, root: 'secrets' });
    return true;
  }
}

/** The type of the body, which goes with every request by itself. */
function isJson(name: string, value: CurlHeader['value']): boolean {
  return name === 'content-type' && /^application\/json\b/i.test(literalText(value) ?? '');
}

/** What the documentation of a service calls its key. */
function keyNameOf(host: string): string {
  if (host === 'api.openai.com') return 'OPENAI_API_KEY';
  return host === 'generativelanguage.googleapis.com' ? 'GEMINI_API_KEY' : 'API_KEY';
}

function variableName(header: string): string {
  return header
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_');
}
