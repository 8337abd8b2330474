import { expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { endpointUrl } from '../../src/requests/url.ts';

const vertex = { name: 'e', project: 'my-project', location: 'global' } as const;

/** The address of each form, from docs/facts.md 1.2 and docs/reference/format.md. */
const forms: readonly (readonly [form: string, endpoint: Endpoint, url: string])[] = [
  [
    'managed, global: no prefix before the host',
    { ...vertex, kind: 'managed' },
    'https://aiplatform.googleapis.com/v1/projects/my-project/locations/global/endpoints/openapi/chat/completions',
  ],
  [
    'managed, one region',
    { ...vertex, kind: 'managed', location: 'europe-west4' },
    'https://europe-west4-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west4/endpoints/openapi/chat/completions',
  ],
  [
    'managed, multi-region us',
    { ...vertex, kind: 'managed', location: 'us' },
    'https://aiplatform.us.rep.googleapis.com/v1/projects/my-project/locations/us/endpoints/openapi/chat/completions',
  ],
  [
    'managed, multi-region eu',
    { ...vertex, kind: 'managed', location: 'eu' },
    'https://aiplatform.eu.rep.googleapis.com/v1/projects/my-project/locations/eu/endpoints/openapi/chat/completions',
  ],
  [
    'managed, v1beta1',
    { ...vertex, kind: 'managed', api_version: 'v1beta1' },
    'https://aiplatform.googleapis.com/v1beta1/projects/my-project/locations/global/endpoints/openapi/chat/completions',
  ],
  [
    'managed, a project of a domain',
    { ...vertex, kind: 'managed', project: 'example.com:my-project' },
    'https://aiplatform.googleapis.com/v1/projects/example.com:my-project/locations/global/endpoints/openapi/chat/completions',
  ],
  [
    'managed, a project that would break out of its place in the path',
    { ...vertex, kind: 'managed', project: 'a/../b?c' },
    'https://aiplatform.googleapis.com/v1/projects/a%2F..%2Fb%3Fc/locations/global/endpoints/openapi/chat/completions',
  ],
  [
    'deployed',
    { ...vertex, kind: 'deployed', location: 'us-central1', endpoint_id: '123' },
    'https://us-central1-aiplatform.googleapis.com/v1/projects/my-project/locations/us-central1/endpoints/123/chat/completions',
  ],
  [
    'deployed, v1beta1',
    { ...vertex, kind: 'deployed', location: 'us-central1', endpoint_id: '123', api_version: 'v1beta1' },
    'https://us-central1-aiplatform.googleapis.com/v1beta1/projects/my-project/locations/us-central1/endpoints/123/chat/completions',
  ],
  [
    'deployed, multi-region',
    { ...vertex, kind: 'deployed', location: 'us', endpoint_id: '123' },
    'https://aiplatform.us.rep.googleapis.com/v1/projects/my-project/locations/us/endpoints/123/chat/completions',
  ],
  [
    'deployed, global, as the curl sample of the documentation has it',
    { ...vertex, kind: 'deployed', endpoint_id: '123' },
    'https://aiplatform.googleapis.com/v1/projects/my-project/locations/global/endpoints/123/chat/completions',
  ],
  [
    'dedicated: a host of its own, the same path',
    { ...vertex, kind: 'dedicated', location: 'us-central1', endpoint_id: '123', project_number: '456' },
    'https://123.us-central1-456.prediction.vertexai.goog/v1/projects/my-project/locations/us-central1/endpoints/123/chat/completions',
  ],
  [
    'custom',
    { name: 'e', kind: 'custom', base_url: 'http://127.0.0.1:8000/v1' },
    'http://127.0.0.1:8000/v1/chat/completions',
  ],
  [
    'custom with slashes at its end',
    { name: 'e', kind: 'custom', base_url: 'https://generativelanguage.googleapis.com/v1beta/openai//' },
    'https://generativelanguage.googleapis.com/v1beta/openai/chat/completions',
  ],
  [
    'custom with a query, as Azure has it',
    { name: 'e', kind: 'custom', base_url: 'https://x.openai.azure.com/openai/deployments/d/?api-version=2025-01-01' },
    'https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01',
  ],
  [
    'an origin replaces scheme, host and port',
    { ...vertex, kind: 'managed', origin: 'http://127.0.0.1:8080' },
    'http://127.0.0.1:8080/v1/projects/my-project/locations/global/endpoints/openapi/chat/completions',
  ],
  [
    'an origin with a slash at its end',
    { ...vertex, kind: 'managed', origin: 'http://127.0.0.1:8080/' },
    'http://127.0.0.1:8080/v1/projects/my-project/locations/global/endpoints/openapi/chat/completions',
  ],
  [
    "an origin before a custom endpoint's own port",
    { name: 'e', kind: 'custom', base_url: 'http://[::1]:8000/v1', origin: 'https://proxy.example' },
    'https://proxy.example/v1/chat/completions',
  ],
];

test.each(forms)('%s', (_form, endpoint, url) => {
  expect(endpointUrl(endpoint)).toBe(url);
});

test('an origin with a dollar sign is text, not a pattern', () => {
  const endpoint: Endpoint = { name: 'e', kind: 'custom', base_url: 'http://a/v1', origin: 'http://$&.example' };
  expect(endpointUrl(endpoint)).toBe('http://$&.example/v1/chat/completions');
});

test('an endpoint without a field of its kind is our own bug, named in the error', () => {
  expect(() => endpointUrl({ name: 'mine', kind: 'deployed', project: 'p', location: 'us-central1' })).toThrow(
    'endpoint "mine" of kind deployed has no endpoint_id',
  );
});
