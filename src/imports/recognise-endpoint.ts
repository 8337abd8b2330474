import type { EndpointKind } from '../model/names.ts';
import { marker, variablesIn } from './expression-text.ts';

/** Where a request goes, in the fields of `suite.yaml`. A variable of the shell stands in them as a marker. */
export interface FoundEndpoint {
  readonly kind: EndpointKind;
  readonly fields: { readonly [field in EndpointField]?: string };
  /** Values that must not be written, and the variable that each is read from instead. */
  readonly concealed: readonly ConcealedValue[];
  /** What was left out, for whoever imports it. */
  readonly notes: readonly string[];
}

export type EndpointField =
  | 'project'
  | 'location'
  | 'api_version'
  | 'endpoint_id'
  | 'project_number'
  | 'base_url'
  | 'origin'
  | 'profile';

export interface ConcealedValue {
  readonly value: string;
  /** Name of the variable of the environment. */
  readonly variable: string;
  readonly root: 'env' | 'secrets';
}

const parts = /^(?:(https?):\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const vertexPath = /^\/([^/]+)\/projects\/([^/]+)\/locations\/([^/]+)\/endpoints\/([^/]+)\/chat\/completions\/?$/;
const dedicatedHost = /\.prediction\.vertexai\.goog$/;
const ending = /\/chat\/completions\/?$/;

/** Reads a URL (variables as markers) as one of the kinds of endpoints, or says in a sentence why it is none. */
export function recogniseEndpoint(url: string): FoundEndpoint | { readonly wrong: string } {
  const [, scheme = 'http', authority = '', path = '', query = ''] = parts.exec(url) ?? [];
  if (!ending.test(path)) return { wrong: 'its path does not end in /chat/completions' };
  // `user:password@host`
  const address = authority.replace(/^.*@/, '');
  const host = address.replace(/^[{[<]?([A-Z][A-Z0-9_]{2,})[}\]>]?(?=-aiplatform\.)/, (_, name: string) =>
    marker(name),
  );
  const notes = address === authority ? [] : ['the name and the password in the URL are left out'];
  const vertex = vertexPath.exec(path);
  if (!vertex) return custom(`${scheme.toLowerCase()}://${host}${path.replace(ending, '')}`, query, notes);
  if (query !== '') notes.push(`the query of the URL is left out${/\bkey=/.test(query) ? ', and the key in it' : ''}`);

  const [api_version = '', project = '', location = '', endpoint_id = ''] = vertex.slice(1).map(decode).map(asVariable);
  const concealed: ConcealedValue[] = [];
  const hide = (value: string, variable: string) => {
    if (variablesIn(value).length > 0) return value;
    concealed.push({ value, variable, root: 'env' });
    return marker(variable);
  };
  const common = { project: hide(project, 'GOOGLE_CLOUD_PROJECT'), location };
  const version = { api_version };
  const dedicated = dedicatedHost.test(host) && host.startsWith(`${endpoint_id}.${location}-`);
  if (dedicated) {
    const number = hide(
      host.slice(`${endpoint_id}.${location}-`.length, -'.prediction.vertexai.goog'.length),
      'VERTEX_PROJECT_NUMBER',
    );
    const fields = {
      ...common,
      endpoint_id: hide(endpoint_id, 'VERTEX_ENDPOINT_ID'),
      project_number: number,
      ...version,
    };
    return { kind: 'dedicated', fields, concealed, notes };
  }
  const origin = originOf(scheme.toLowerCase(), host, location, notes);
  const more = { ...version, ...(origin !== undefined && { origin }) };
  if (endpoint_id === 'openapi') return { kind: 'managed', fields: { ...common, ...more }, concealed, notes };
  const fields = { ...common, endpoint_id: hide(endpoint_id, 'VERTEX_ENDPOINT_ID'), ...more };
  return { kind: 'deployed', fields, concealed, notes };
}

/** Another host than that of the location has to be said; one that is a variable is taken for it. */
function originOf(scheme: string, host: string, location: string, notes: string[]): string | undefined {
  if (host === hostOf(location)) return undefined;
  const variables = variablesIn(host);
  if (variables.length > 0 || (variablesIn(location).length > 0 && host.endsWith('aiplatform.googleapis.com'))) {
    return undefined;
  }
  if (host.endsWith('googleapis.com')) {
    notes.push(
      `${host} is not the host of ${location}, which is ${hostOf(location)}: origin keeps the one that was called`,
    );
  }
  return `${scheme}://${host}`;
}

/** docs/facts.md 1.2. */
function hostOf(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `aiplatform.${location}.rep.googleapis.com`;
  return `${location}-aiplatform.googleapis.com`;
}

function custom(base: string, query: string, notes: string[]): FoundEndpoint {
  const kept = query.split('&').filter((each) => {
    const isSecret = /^(?:key|api[-_]?key|access_token|token|sig|signature)=/i.test(each);
    if (isSecret) notes.push(`${each.split('=')[0]} in the query of the URL is left out`);
    return !isSecret && each !== '';
  });
  const base_url = `${base}${kept.length === 0 ? '' : `?${kept.join('&')}`}`;
  const isGemini = base.includes('//generativelanguage.googleapis.com/');
  return { kind: 'custom', fields: { base_url, ...(isGemini && { profile: 'gemini' }) }, concealed: [], notes };
}

/** `LOCATION`, `{LOCATION}`, `[LOCATION]`: how pages write what their reader has to fill in. */
function asVariable(segment: string): string {
  return segment.replace(/^[{[<]?([A-Z][A-Z0-9_]{2,})[}\]>]?$/, (_, name: string) => marker(name));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
