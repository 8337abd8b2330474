import type { Endpoint } from '../model/endpoint.ts';

/**
 * The address that a request to this endpoint is posted to, `/chat/completions` included. Hosts and paths are those of
 * docs/reference/format.md#endpoints; nothing is resolved, so placeholders of an empty environment stay readable in it.
 *
 * Throws where the endpoint lacks a field that its kind needs: cases are made of complete endpoints.
 */
export function endpointUrl(endpoint: Endpoint): string {
  const url = endpoint.kind === 'custom' ? customUrl(endpoint) : vertexUrl(endpoint);
  if (endpoint.origin === undefined) return url;
  const origin = withoutSlashes(endpoint.origin);
  // By a function, since a `$` in the text would be read as a pattern.
  return url.replace(schemeHostPort, () => origin);
}

const schemeHostPort = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** A query of the base URL stays behind the path: Azure wants `?api-version=…` there. */
function customUrl(endpoint: Endpoint): string {
  const [, base = '', query = ''] = /^([^?]*)(.*)$/s.exec(needed(endpoint, 'base_url')) ?? [];
  return `${withoutSlashes(base)}/chat/completions${query}`;
}

function vertexUrl(endpoint: Endpoint): string {
  const path = [
    endpoint.api_version ?? 'v1',
    'projects',
    segment(needed(endpoint, 'project')),
    'locations',
    segment(needed(endpoint, 'location')),
    'endpoints',
    endpoint.kind === 'managed' ? 'openapi' : segment(needed(endpoint, 'endpoint_id')),
  ];
  return `https://${host(endpoint)}/${path.join('/')}/chat/completions`;
}

function host(endpoint: Endpoint): string {
  const location = needed(endpoint, 'location');
  if (endpoint.kind === 'dedicated') {
    const id = needed(endpoint, 'endpoint_id');
    return `${id}.${location}-${needed(endpoint, 'project_number')}.prediction.vertexai.goog`;
  }
  if (location === 'global') return 'aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `aiplatform.${location}.rep.googleapis.com`;
  return `${location}-aiplatform.googleapis.com`;
}

/** The colon stays: projects of a domain are called `example.com:project`. */
function segment(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}

function withoutSlashes(text: string): string {
  return text.replace(/\/+$/, '');
}

function needed(endpoint: Endpoint, field: 'project' | 'location' | 'endpoint_id' | 'project_number' | 'base_url') {
  const value = endpoint[field];
  if (value === undefined) throw new Error(`endpoint "${endpoint.name}" of kind ${endpoint.kind} has no ${field}`);
  return value;
}
