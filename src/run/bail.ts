import { plural } from '../lib/plural.ts';
import type { Case } from '../model/case.ts';
import type { CaseResult } from '../model/run.ts';
import type { PlannedCase } from './run-case.ts';

/** Says when enough has failed for nothing more to be begun (`--bail`). */
export interface Bail {
  /** Told of each case the moment it is finished. */
  ended(result: CaseResult): void;
  /** Why no other case is begun; undefined as long as they are. */
  reason(): string | undefined;
}

/** `limit`: how many groups may fail. A group has failed as soon as too few of its cases are left to reach its bar. */
export function createBail(cases: readonly PlannedCase[], limit: number | undefined): Bail {
  if (limit === undefined) return { ended: () => {}, reason: () => undefined };
  const selected = new Map<string, number>();
  for (const { case: aCase } of cases) selected.set(aCase.group.id, (selected.get(aCase.group.id) ?? 0) + 1);
  const failed = new Map<string, number>();
  let groups = 0;
  return {
    ended({ case: { group }, verdict }) {
      if (verdict !== 'failed') return;
      const before = failed.get(group.id) ?? 0;
      failed.set(group.id, before + 1);
      const most = mayFail(group, selected.get(group.id) ?? group.count);
      if (before === most) groups += 1;
    },
    reason: () => (groups >= limit ? `not begun, because ${plural(limit, 'group')} had failed (--bail)` : undefined),
  };
}

/** As `judgeGroup` has it: of a group that was selected in part the bar is at most what was selected. */
function mayFail({ count, pass }: Case['group'], selected: number): number {
  return selected - (selected === count ? pass : Math.min(pass, selected));
}
