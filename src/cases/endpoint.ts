import { closest } from '../lib/closest.ts';
import { listWords } from '../lib/list-words.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { ProfileName } from '../model/names.ts';
import type { SuiteFile } from '../model/suite.ts';

/** Why there is no endpoint of this name in the suite, or undefined where there is one. */
export function missingEndpoint(
  name: string,
  { endpoints = {} }: SuiteFile,
): { readonly message: string; readonly help: string } | undefined {
  if (Object.hasOwn(endpoints, name)) return undefined;
  const names = Object.keys(endpoints);
  const meant = closest(name, names);
  const all = names.length === 0 ? 'suite.yaml has no endpoints' : `the suite has ${listWords(names, 'and')}`;
  return { message: `there is no endpoint "${name}" in the suite`, help: meant ? `did you mean ${meant}?` : all };
}

/**
 * The profile where nobody sets one (docs/reference/format.md#endpoints): by the kind, and for managed models by the
 * publisher.
 */
export function profileOf(endpoint: Endpoint, model: unknown): ProfileName {
  if (endpoint.profile) return endpoint.profile;
  if (endpoint.kind === 'custom') return 'openai';
  if (endpoint.kind !== 'managed') return 'open-model';
  if (typeof model !== 'string' || !model.includes('/')) return 'vertex-gemini';
  return model.startsWith('google/gemini-') ? 'vertex-gemini' : 'open-model';
}
