import type { Group } from '../model/case.ts';
import type { CaseResult, GroupResult, GroupVerdict, Verdict } from '../model/run.ts';

/** What is to be known of a case to judge its group. */
export interface JudgedCase {
  readonly verdict: Verdict;
  readonly failedBefore?: { readonly length: number };
}

export function judgeGroup(group: Group, cases: readonly CaseResult[]): GroupResult {
  return { id: group.id, ...groupVerdict(group, cases), cases };
}

/**
 * What its cases make of a group (`format.md` section 9): `passed` when enough of them passed, `failed` when too many
 * failed for that. `count` is that of the cases that were selected.
 */
export function groupVerdict(
  { count, pass: asked }: Pick<Group, 'count' | 'pass'>,
  cases: readonly JudgedCase[],
): { readonly verdict: GroupVerdict; readonly pass: number } {
  const of = (verdict: Verdict) => cases.filter((each) => each.verdict === verdict).length;
  // A single repeat that was asked for by its id cannot pass nine times.
  const pass = cases.length === count ? asked : Math.min(asked, cases.length);
  if (of('skipped') === cases.length) return { pass, verdict: 'skipped' };
  if (of('passed') >= pass) {
    const again = cases.some(({ verdict, failedBefore }) => verdict === 'passed' && (failedBefore?.length ?? 0) > 0);
    return { pass, verdict: again ? 'flaky' : 'passed' };
  }
  if (cases.length - of('failed') < pass) return { pass, verdict: 'failed' };
  return { pass, verdict: of('undecided') > 0 ? 'undecided' : 'skipped' };
}
