import type { Finding } from '../model/finding.ts';

/** A finding, and how many more there are that differ from it in the place in the answer alone. */
export interface Repeated {
  readonly finding: Finding;
  readonly more: number;
}

/**
 * An answer can break one rule in many ways: the first ones say it all. `perCheck` and `perCase` bound what is shown of
 * one check and altogether; `left` says how many are not, by check.
 */
export function repeatedFindings(
  findings: readonly Finding[],
  perCheck: number,
  perCase: number,
): { readonly shown: readonly Repeated[]; readonly left: ReadonlyMap<string, number> } {
  const repeated = new Map<string, { readonly finding: Finding; more: number }>();
  for (const finding of findings) {
    const { check, message, expected, actual, place } = finding;
    const key = JSON.stringify([check, message, expected, actual, place.file, place.line, place.column]);
    const known = repeated.get(key);
    if (known === undefined) repeated.set(key, { finding, more: 0 });
    else known.more++;
  }
  const shown: Repeated[] = [];
  const left = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const each of repeated.values()) {
    const { check } = each.finding;
    const count = seen.get(check) ?? 0;
    seen.set(check, count + 1);
    if (count < perCheck && shown.length < perCase) shown.push(each);
    else left.set(check, (left.get(check) ?? 0) + 1 + each.more);
  }
  return { shown, left };
}
