import type { Backend, TransportName } from '../model/names.ts';
import type { GroupResult, GroupVerdict } from '../model/run.ts';
import { type CaseRecord, caseRecord } from './case-record.ts';

/** What reports keep of a group that has ended. */
export interface GroupRecord {
  readonly id: string;
  readonly scenario: string;
  readonly transport: TransportName;
  readonly verdict: GroupVerdict;
  /** How many of its cases must pass, and how many did. */
  readonly pass: number;
  readonly passed: number;
  readonly durationMs: number;
  readonly cases: readonly CaseRecord[];
}

export function groupRecord({ id, verdict, pass, cases }: GroupResult, backend: Backend): GroupRecord {
  const records = cases.map((each) => caseRecord(each, backend));
  const [first] = records;
  if (!first) throw new Error(`the group ${id} has no case`);
  return {
    id,
    scenario: first.scenario,
    transport: first.transport,
    verdict,
    pass,
    passed: records.filter((ran) => ran.verdict === 'passed').length,
    durationMs: records.reduce((sum, ran) => sum + ran.durationMs, 0),
    cases: records,
  };
}
