import type { Group } from '../model/case.ts';

import type { CaseRecord } from '../model/record.ts';
import type { GroupVerdict, Verdict } from '../model/run.ts';

/**
 * What its cases make of a group (docs/reference/verdicts.md#repeats-and-groups): `passed` when enough of them passed,
 * `failed` when too many failed for that. `missing`: how many more were selected, and have no result.
 */
export function judgeGroup(
  { count, pass }: Pick<Group, 'count' | 'pass'>,
  cases: readonly Pick<CaseRecord, 'verdict' | 'failedBefore'>[],
  missing = 0,
): { readonly verdict: GroupVerdict; readonly pass: number } {
  const of = (verdict: Verdict) => cases.filter((each) => each.verdict === verdict).length;
  const selected = cases.length + missing;
  // A single repeat that was asked for by its id cannot pass nine times.
  const bar = selected === count ? pass : Math.min(pass, selected);
  const as = (verdict: GroupVerdict) => ({ verdict, pass: bar });
  if (of('skipped') === selected) return as('skipped');
  if (of('passed') >= bar) {
    const again = cases.some(({ verdict, failedBefore }) => verdict === 'passed' && failedBefore !== undefined);
    return as(again ? 'flaky' : 'passed');
  }
  if (selected - of('failed') < bar) return as('failed');
  return as(of('undecided') + missing > 0 ? 'undecided' : 'skipped');
}
