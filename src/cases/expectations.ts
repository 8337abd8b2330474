import { glob } from '../lib/glob.ts';
import { isObject } from '../lib/is-object.ts';
import type { Expectation } from '../model/case.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** What `when` may ask about a case. */
export interface CaseFacts {
  readonly row: JsonObject;
  readonly transport: string;
  readonly endpoint: string;
  readonly backend: string;
}

/** The expectations that hold for a case: a map always, of a list the entries whose `when` matches, in their order. */
export function expectationsOf(expect: Json | undefined, facts: CaseFacts): readonly Expectation[] {
  if (isObject(expect)) return [{ path: ['expect'], facets: expect }];
  if (!Array.isArray(expect)) return [];
  return (expect as readonly Json[]).flatMap((entry, index) => {
    if (!isObject(entry)) return [];
    const { when, ...facets } = entry;
    return isObject(when) && !matches(when, facts) ? [] : [{ path: ['expect', index], facets }];
  });
}

function matches(when: JsonObject, { row, ...facts }: CaseFacts): boolean {
  const known: { readonly [name: string]: string } = { ...facts };
  return Object.entries(when).every(([name, pattern]) => {
    const value = name.startsWith('matrix.') ? row[name.slice('matrix.'.length)] : known[name];
    return value !== undefined && glob(String(pattern)).test(typeof value === 'string' ? value : JSON.stringify(value));
  });
}
