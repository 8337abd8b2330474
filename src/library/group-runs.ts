import type { GroupRecord } from '../model/record.ts';
import type { PlannedCase } from '../run/run-case.ts';
import type { Loaded } from './load.ts';
import { type OpenRun, openRun, type Pacing } from './open-run.ts';

/** Runs the groups of a suite when they are asked for, one by one. */
export interface GroupRuns {
  /** Runs it anew each time it is asked for. */
  run(id: string, signal: AbortSignal): Promise<GroupRecord>;
  close(): Promise<void>;
}

export function createGroupRuns(suite: Loaded, pacing: Pacing): GroupRuns {
  const stop = new AbortController();
  const together = groupsTogether(suite.plan.cases);
  const results = new Map<string, Promise<GroupRecord | undefined>>();
  let opened: Promise<OpenRun> | undefined;

  async function runTogether(cases: readonly PlannedCase[], signal: AbortSignal): Promise<readonly GroupRecord[]> {
    opened ??= openRun(suite, pacing, stop.signal);
    const { groups } = await (await opened).run(cases, signal);
    return groups;
  }

  return {
    async run(id, signal) {
      const cases = together.get(id) ?? [];
      if (!results.has(id)) {
        const ran = runTogether(cases, signal);
        for (const each of new Set(cases.map((planned) => planned.case.group.id))) {
          results.set(
            each,
            ran.then((groups) => groups.find((group) => group.id === suite.plan.redact(each))),
          );
        }
      }
      const result = results.get(id);
      results.delete(id);
      const group = await result;
      if (!group) throw new Error(`there is no group ${id}`);
      return group;
    },
    async close() {
      stop.abort();
      await (await opened)?.close();
    },
  };
}

/**
 * Group → the cases that have to run with it: its own, and those of the groups that its answers are compared with
 * (`parity`), in the order of the suite.
 */
function groupsTogether(cases: readonly PlannedCase[]): ReadonlyMap<string, readonly PlannedCase[]> {
  const groupOf = new Map(cases.map((planned) => [planned.case.id, planned.case.group.id]));
  const leader = new Map<string, string>();
  for (const { case: each } of cases) {
    const twin = each.twinOf === undefined ? undefined : groupOf.get(each.twinOf);
    leader.set(each.group.id, twin ?? each.group.id);
  }
  const byLeader = Map.groupBy(cases, (planned) => leader.get(planned.case.group.id));
  return new Map([...leader].map(([group, by]) => [group, byLeader.get(by) ?? []]));
}
