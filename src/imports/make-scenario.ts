import { isObject } from '../lib/is-object.ts';
import { plural } from '../lib/plural.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { createConceal } from './conceal.ts';
import { marker } from './expression-text.ts';
import { matchEndpoint, type SuiteEndpoints } from './match-endpoint.ts';
import type { CurlHeader } from './read-curl.ts';
import { readHeaders } from './read-headers.ts';
import { type FoundEndpoint, recogniseEndpoint } from './recognise-endpoint.ts';

/** A request as it was found, be it in a shell or in a log. Variables of the shell stand in it as markers. */
export interface FoundRequest {
  readonly url: string;
  readonly headers: readonly CurlHeader[];
  readonly json: JsonObject;
  /** Options of curl that prove who asks. */
  readonly dropped: readonly string[];
  /** Offset of the call in its script. */
  readonly start?: number;
  /** What answers it on mocks, and what is then to be expected. */
  readonly answer?: { readonly mock: JsonObject; readonly expect?: JsonObject };
}

/** A scenario file as a value, and what there is to say about it. */
export interface ImportedScenario {
  readonly title: string;
  readonly file: JsonObject;
  /** An endpoint that the suite lacks: its name and its fields. */
  readonly endpoint?: { readonly name: string; readonly fields: JsonObject };
  readonly notes: readonly string[];
}

export interface ImportSuite extends SuiteEndpoints {
  /** Of `defaults`. */
  readonly endpoint?: string;
}

/** Makes a scenario of a request; `wrong` says why it is none. */
export function makeScenario(
  request: FoundRequest,
  suite: ImportSuite,
): { readonly scenario: ImportedScenario } | { readonly wrong: string } {
  const found = recogniseEndpoint(request.url);
  if ('wrong' in found) return found;
  const { kind, fields } = found;
  const host = /^https?:\/\/([^/?]*)/.exec(fields.base_url ?? '')?.[1] ?? '';
  const headers = readHeaders(request.headers, { kind, host, dropped: request.dropped });
  const conceal = createConceal([...found.concealed, ...headers.concealed]);
  const notes = new Set([...found.notes, ...headers.notes]);

  const matched = matchEndpoint(found, suite);
  const name = matched ?? freeName(kind, fields.location, suite);
  const known = matched === undefined ? undefined : (suite.endpoints as JsonObject)[matched];
  const knownAuth = isObject(known) ? ((known as JsonObject)['auth'] as Json | undefined) : undefined;
  if (matched !== undefined && fields.origin !== undefined) {
    notes.add(`the host is left out: run it with --origin ${fields.origin}`);
  }
  // What is a matter of the endpoint stands there: of one that is new all, of a known one only what differs.
  const isCustom = kind === 'custom';
  const onEndpoint = isCustom && matched === undefined && headers.auth !== 'default' && headers.auth !== 'none';
  const isOfEndpoint = isCustom && (headers.auth === 'default' ? knownAuth === undefined : knownAuth !== undefined);
  const auth =
    onEndpoint || isOfEndpoint
      ? undefined
      : headers.auth === 'default'
        ? isCustom
          ? 'none'
          : undefined
        : headers.auth;
  if (auth === 'none') notes.add('the request carries no credentials: auth: none keeps it so');

  const model = request.json['model'];
  const left = typeof model === 'string' ? /^(.*)\$\{?([A-Z][A-Z0-9_]*)\}?(.*)$/s.exec(model) : null;
  if (left)
    notes.add(`\${${left[2]}} in the model stands in single quotes, where a shell leaves it: taken as a variable`);
  const json = left ? { ...request.json, model: `${left[1]}${marker(left[2] ?? '')}${left[3]}` } : request.json;

  const title = titleOf(request.json, conceal.plain);
  const { answer } = request;
  const file: JsonObject = {
    version: 1,
    title,
    ...(name !== suite.endpoint && { endpoint: name }),
    ...(auth !== undefined && { auth: conceal.json(auth) }),
    ...(Object.keys(headers.headers).length > 0 && { headers: conceal.json(headers.headers) }),
    request: conceal.json(json),
    ...(answer?.expect && { expect: answer.expect }),
    ...(answer && { mock: conceal.json(answer.mock) }),
  };
  if (conceal.touched()) notes.add('what names a project or is a secret is replaced wherever it stands');
  const entry: JsonObject = {
    kind,
    ...(conceal.json(withoutDefault(fields)) as JsonObject),
    ...(onEndpoint && { auth: conceal.json(headers.auth) }),
  };
  return {
    scenario: {
      title,
      file,
      notes: [...notes],
      ...(matched === undefined && { endpoint: { name, fields: entry } }),
    },
  };
}

/** `v1` need not be said. */
function withoutDefault({ api_version, ...fields }: FoundEndpoint['fields']): JsonObject {
  return { ...fields, ...(api_version !== undefined && api_version !== 'v1' && { api_version }) };
}

/** `managed`, `managed-us`, `managed-us-2`: what the suite has no endpoint of yet. */
function freeName(kind: string, location: string | undefined, { endpoints }: ImportSuite): string {
  const taken = isObject(endpoints) ? Object.keys(endpoints) : [];
  const base = location !== undefined && /^[a-z0-9-]+$/.test(location) ? `${kind}-${location}` : kind;
  const names = [kind, base, ...Array.from({ length: 1000 }, (_, index) => `${base}-${index + 2}`)];
  return names.find((each) => !taken.includes(each)) ?? kind;
}

/** What the user says first, in a few words. */
function titleOf(json: JsonObject, plain: (text: string) => string): string {
  const messages = Array.isArray(json['messages']) ? (json['messages'] as readonly Json[]) : [];
  const texts = messages.filter((each) => isObject(each) && (each as JsonObject)['role'] === 'user').map(textOf);
  const text = plain(texts.find((each) => each !== '') ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return `An imported request with ${plural(messages.length, 'message')}`;
  if (text.length <= 70) return text;
  return `${text.slice(0, 70).replace(/\s+\S*$/, '')}…`;
}

function textOf(message: Json): string {
  const content = (message as JsonObject)['content'];
  if (typeof content === 'string') return content;
  const parts = Array.isArray(content) ? (content as readonly Json[]) : [];
  const text = parts
    .map((part) => (isObject(part) ? (part as JsonObject)['text'] : ''))
    .find((each) => typeof each === 'string');
  return typeof text === 'string' ? text : '';
}
