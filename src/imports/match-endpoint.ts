import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { variablesIn } from './expression-text.ts';
import type { FoundEndpoint } from './recognise-endpoint.ts';

/** The parts of `suite.yaml` that say where requests go, as they are written. */
export interface SuiteEndpoints {
  readonly endpoints?: Json;
  readonly vars?: Json;
}

/**
 * The endpoint of the suite that a request went to. Which project it was is no matter: a suite says so for itself, and
 * what stands for a variable of the shell may be any value.
 */
export function matchEndpoint({ kind, fields, concealed }: FoundEndpoint, suite: SuiteEndpoints): string | undefined {
  const id = concealed.find(({ variable }) => variable === 'VERTEX_ENDPOINT_ID')?.value ?? fields.endpoint_id;
  const endpoints = isObject(suite.endpoints) ? (suite.endpoints as JsonObject) : {};
  return Object.entries(endpoints).find(([, endpoint]) => {
    if (!isObject(endpoint)) return false;
    const known = (field: string) => settle((endpoint as JsonObject)[field], suite.vars);
    if (known('kind') !== kind) return false;
    if (kind === 'custom') return isSame(known('base_url')?.replace(/\/+$/, ''), fields.base_url);
    return (
      isSame(known('api_version') ?? 'v1', fields.api_version) &&
      isSame(known('location'), fields.location) &&
      (kind === 'managed' || isSame(known('endpoint_id'), id))
    );
  })?.[0];
}

function isSame(known: string | undefined, found: string | undefined): boolean {
  if (known === undefined || found === undefined) return known === found;
  return known.includes('${{') || variablesIn(found).length > 0 || known === found;
}

/** A text with the variables of the suite in it; those of the environment stay. */
function settle(value: Json | undefined, vars: Json | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const known = isObject(vars) ? (vars as JsonObject) : {};
  return value.replace(/\$\{\{\s*vars\.([\w-]+)\s*\}\}/g, (whole, name: string) => {
    const found = known[name];
    return typeof found === 'string' || typeof found === 'number' ? String(found) : whole;
  });
}
