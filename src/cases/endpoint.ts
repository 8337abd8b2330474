import { closest } from '../lib/closest.ts';
import { isObject } from '../lib/is-object.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { JsonObject } from '../model/json.ts';
import type { EndpointKind, ProfileName } from '../model/names.ts';

/** What a kind of endpoint cannot do without. */
const needed: { readonly [kind in EndpointKind]: readonly (keyof Endpoint)[] } = {
  managed: ['project', 'location'],
  deployed: ['project', 'location', 'endpoint_id'],
  dedicated: ['project', 'location', 'endpoint_id', 'project_number'],
  custom: ['base_url'],
};

/** Finds an endpoint of the suite and says what it lacks. `endpoints` has its expressions filled in. */
export function resolveEndpoint(
  name: string,
  endpoints: JsonObject,
  origin: string | undefined,
): { endpoint: Endpoint; lacks: readonly string[] } | { wrong: string; help: string } {
  const fields = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
  if (!isObject(fields)) {
    const names = Object.keys(endpoints);
    const meant = closest(name, names);
    const help = meant ? `did you mean ${meant}?` : `the suite has ${names.join(', ') || 'none'}`;
    return { wrong: `there is no endpoint "${name}" in the suite`, help };
  }
  const endpoint = { ...fields, name, ...(origin !== undefined && { origin }) } as unknown as Endpoint;
  return { endpoint, lacks: needed[endpoint.kind].filter((field) => !endpoint[field]) };
}

/** The profile where nobody sets one (`format.md` section 2): by the kind, and for managed models by the publisher. */
export function profileOf(endpoint: Endpoint, model: unknown): ProfileName {
  if (endpoint.profile) return endpoint.profile;
  if (endpoint.kind === 'custom') return 'openai';
  if (endpoint.kind !== 'managed') return 'open-model';
  if (typeof model !== 'string' || !model.includes('/')) return 'vertex-gemini';
  return model.startsWith('google/gemini-') ? 'vertex-gemini' : 'open-model';
}
