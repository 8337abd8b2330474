import type { Endpoint } from '../model/endpoint.ts';

/** Where a request was posted to: which door of the API, and what its path says. */
export type Place =
  | {
      /** `deployed`: an endpoint by its id, on the shared host or on its own. */
      readonly door: 'managed' | 'deployed';
      readonly version: string;
      readonly project: string;
      readonly location: string;
      readonly endpoint: string;
    }
  /** An endpoint of kind `custom`, by its path. */
  | { readonly door: 'custom'; readonly path: string }
  /** What `--base` opened: any scenario answers there. */
  | { readonly door: 'base' };

const vertex = /^\/(v1|v1beta1)\/projects\/([^/]+)\/locations\/([a-z0-9-]+)\/endpoints\/([^/]+)\/chat\/completions$/;

/** What a path is, query left out. Undefined for one that the service does not have either. */
export function readPlace(
  path: string,
  { base, endpoints }: { readonly base?: string; readonly endpoints: readonly Endpoint[] },
): Place | undefined {
  if (base !== undefined && path === `${base}/chat/completions`) return { door: 'base' };
  const [, version = '', project = '', location = '', endpoint = ''] = vertex.exec(path) ?? [];
  if (endpoint === 'openapi') return { door: 'managed', version, project, location, endpoint };
  // A word that is no id, such as `openai`, is a wrong path (docs/facts.md 1.2).
  if (/^\d+$/.test(endpoint) || endpoints.some(({ endpoint_id: id }) => id !== undefined && id === endpoint)) {
    return { door: 'deployed', version, project, location, endpoint };
  }
  if (endpoints.some((each) => each.kind === 'custom' && customPath(each) === path)) return { door: 'custom', path };
  return undefined;
}

/** Endpoints with the same door are asked at the same paths, whatever the project and the location. */
export function doorOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'custom') return customPath(endpoint);
  return endpoint.kind === 'managed' ? 'managed' : 'deployed';
}

/** How well an endpoint fits a place: 0 not at all, 1 by its door, more with each part of the path that is the same. */
export function placeFit(endpoint: Endpoint, place: Place): number {
  switch (place.door) {
    case 'base':
      return 1;
    case 'custom':
      return endpoint.kind === 'custom' && customPath(endpoint) === place.path ? 1 : 0;
    case 'managed':
    case 'deployed': {
      if (doorOf(endpoint) !== place.door) return 0;
      const same = [
        endpoint.project === place.project,
        endpoint.location === place.location,
        (endpoint.api_version ?? 'v1') === place.version,
        endpoint.endpoint_id === place.endpoint,
      ];
      return 1 + same.filter(Boolean).length;
    }
  }
}

function customPath({ base_url: base = '' }: Endpoint): string {
  const path = base.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return `${path.replace(/\/+$/, '')}/chat/completions`;
}
