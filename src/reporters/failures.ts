import type { Finding } from '../model/finding.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';

/** A failed case, and the group that failed with it. */
export interface FailedCase {
  readonly ran: CaseRecord;
  readonly group: GroupRecord;
}

/** The failed cases of groups that failed; those that failed alike stand together. */
export function failuresOf(groups: readonly GroupRecord[]): readonly (readonly FailedCase[])[] {
  const alike = new Map<string, FailedCase[]>();
  for (const group of groups) {
    if (group.verdict !== 'failed') continue;
    for (const ran of group.cases) {
      if (ran.verdict !== 'failed') continue;
      const key = failureKey(ran);
      const others = alike.get(key);
      if (others === undefined) alike.set(key, [{ ran, group }]);
      else others.push({ ran, group });
    }
  }
  return [...alike.values()];
}

/** Two cases that failed alike have the same key: their errors are equal but for the place in the answer. */
export function failureKey(ran: CaseRecord): string {
  return JSON.stringify(
    errorsOf(ran).map(({ check, message, expected, actual }) => [check, message, expected, actual]),
  );
}

export function errorsOf(ran: CaseRecord): Finding[] {
  return ran.findings.filter((finding) => finding.severity === 'error');
}
