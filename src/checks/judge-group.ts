import type { Group } from '../model/case.ts';
import type { CaseResult, GroupResult } from '../model/run.ts';

/**
 * What its cases make of a group (`format.md` section 9): `passed` when enough of them passed, `failed` when too many
 * failed for that. `count` is that of the cases that were selected.
 */
export function judgeGroup({ id, count, pass }: Group, cases: readonly CaseResult[]): GroupResult {
  const of = (verdict: CaseResult['verdict']) => cases.filter((each) => each.verdict === verdict).length;
  // A single repeat that was asked for by its id cannot pass nine times.
  const bar = cases.length === count ? pass : Math.min(pass, cases.length);
  const base = { id, pass: bar, cases };
  if (of('skipped') === cases.length) return { ...base, verdict: 'skipped' };
  if (of('passed') >= bar) {
    const again = cases.some(({ verdict, failedBefore }) => verdict === 'passed' && failedBefore.length > 0);
    return { ...base, verdict: again ? 'flaky' : 'passed' };
  }
  if (cases.length - of('failed') < bar) return { ...base, verdict: 'failed' };
  return { ...base, verdict: of('undecided') > 0 ? 'undecided' : 'skipped' };
}
