import type { Concealed } from '../lib/redact.ts';
import { passwordInUrl, secretHeader, secretParameter } from '../lib/secret-places.ts';
import type { Case } from '../model/case.ts';
import type { Plan } from '../run.ts';
import type { Invocation } from './invocation.ts';

/**
 * What nobody may see, by where it stands, whatever variable or file it came from: the project people work in, the
 * numbers that name it and their endpoints, tokens and keys, and headers and parameters that are credentials.
 */
export function concealedIn({ cases }: Plan, env: Invocation['env']): Concealed[] {
  const project = (value: string) => ({ kind: 'project', value, label: '[project]' }) as const;
  const number = (value: string, label: string) => ({ kind: 'number', value, label }) as const;
  const all: Concealed[] = [];
  for (const endpoint of new Set(cases.map((planned) => planned.case.endpoint))) {
    if (endpoint.project !== undefined) all.push(project(endpoint.project));
    if (endpoint.project_number !== undefined) all.push(number(endpoint.project_number, '[project-number]'));
    if (endpoint.endpoint_id !== undefined) all.push(number(endpoint.endpoint_id, '[endpoint-id]'));
  }
  for (const name of ['GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_QUOTA_PROJECT']) {
    if (env[name]) all.push(project(env[name]));
  }
  const secrets = new Map(cases.flatMap((planned) => secretsOf(planned.case)));
  for (const [value, label] of secrets) all.push({ kind: 'secret', value, label });
  // On mocks an unset variable of the environment stands for itself, by its name.
  return all.filter(({ value }) => !/^[A-Z][A-Z0-9_]*$/.test(value));
}

/** Values and their labels. */
function secretsOf({ auth, endpoint, steps }: Case): (readonly [value: string, label: string])[] {
  const found: [string, string][] = [];
  if (typeof auth === 'object') found.push(['token' in auth ? auth.token : auth.api_key, '[token]']);
  const { base_url: url = '' } = endpoint;
  for (const [, , key = ''] of url.matchAll(secretParameter)) {
    // Whoever reads the address as a form, as the SDK does, takes a plus for a space.
    for (const each of [key, key.replaceAll('+', ' ')]) found.push([decoded(each), '[key]']);
  }
  const password = passwordInUrl.exec(url)?.[1];
  if (password !== undefined) found.push([decoded(password), '[password]']);
  for (const { headers } of steps) {
    for (const [name, value] of Object.entries(headers)) {
      if (secretHeader.test(name)) found.push([value.replace(/^(?:Bearer|Basic) +/i, ''), `[${name}]`]);
    }
  }
  return found;
}

/** As it was before it was made part of an address; known in every form then. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
