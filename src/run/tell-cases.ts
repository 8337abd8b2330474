import { judgeGroup } from '../checks/judge-group.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';
import type { Reporter, RunEvent, Totals } from '../model/run-event.ts';

/** Tells reporters of cases as they end, and of their groups. */
export interface Telling {
  /** The next case in the order of the suite. */
  ended(record: CaseRecord, exchanges: Extract<RunEvent, { kind: 'case-end' }>['exchanges']): void;
  /** Of what was told. */
  sum(): { readonly totals: Totals; readonly stopped: number };
}

export interface Told {
  readonly group: string;
  readonly scenario: string;
}

/**
 * `order`: of every case that will be told, in this order, which group and scenario it is of. `missing`: how many cases
 * of a group were selected and will not be told.
 */
export function tellCases(
  tell: Reporter['on'],
  order: readonly Told[],
  missing: (group: string) => number = () => 0,
): Telling {
  const totals = { cases: 0, groups: 0, passed: 0, flaky: 0, failed: 0, undecided: 0, skipped: 0 };
  let stopped = 0;
  let open: CaseRecord[] = [];
  return {
    ended(record, exchanges) {
      tell({ kind: 'case-end', case: record, exchanges });
      open.push(record);
      if (record.skippedBy === 'run') stopped += 1;
      const told = order[totals.cases];
      totals.cases += 1;
      const next = order[totals.cases];
      if (told === undefined || next?.group === told.group) return;
      const group = groupRecord(record, open, missing(told.group));
      open = [];
      totals.groups += 1;
      totals[group.verdict] += 1;
      tell({ kind: 'group-end', group, last: next?.scenario !== told.scenario });
    },
    sum: () => ({ totals: { ...totals }, stopped }),
  };
}

function groupRecord(
  { group, scenario, transport }: CaseRecord,
  cases: readonly CaseRecord[],
  missing: number,
): GroupRecord {
  const { verdict, pass } = judgeGroup(group, cases, missing);
  return {
    ...{ id: group.id, scenario, transport, verdict, pass },
    passed: cases.filter((ran) => ran.verdict === 'passed').length,
    durationMs: Math.round(cases.reduce((sum, ran) => sum + ran.durationMs, 0) * 10) / 10,
    cases,
  };
}
