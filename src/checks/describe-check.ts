import { facets } from '../contract/facets.ts';
import { rules } from '../contract/rules.ts';

/** What a check says, for people: of a rule that it holds when …, of a facet what it speaks about. */
export function describeCheck(check: string): string | undefined {
  if (!check.startsWith('expect.'))
    return Object.hasOwn(rules, check) ? rules[check as keyof typeof rules].says : undefined;
  const name = check.slice('expect.'.length);
  return Object.hasOwn(facets, name) ? facets[name as keyof typeof facets].says : undefined;
}
