import type { Bundle } from '../bundles/open-bundle.ts';
import type { Reporter, RunEnd, RunEnding, RunStart } from '../model/run-event.ts';
import { tellCases } from './tell-cases.ts';

/** Tells reporters a run that is read back, as `run` told it when it happened. What has no result is `missing` at the end. */
export function tellBundle(
  { manifest, results, missing, exchangesOf }: Bundle,
  reporters: readonly Reporter[],
): RunEnd {
  const tell: Reporter['on'] = (event) => {
    for (const reporter of reporters) reporter.on(event);
  };
  const { suite, backend, startedAt, flags, again, tool, cases, end } = manifest;
  const start: RunStart = {
    ...{ kind: 'start', suite: suite.title, backend, cases: cases.length },
    ...{ version: tool.version, startedAt, flags, again },
  };
  tell(start);
  const stored = cases.flatMap(({ hash }) => results.get(hash) ?? []);
  const missingIn = new Map<string, number>();
  for (const id of missing) missingIn.set(groupOf(id), (missingIn.get(groupOf(id)) ?? 0) + 1);
  const order = stored.map(({ id, scenario }) => ({ group: groupOf(id), scenario }));
  const telling = tellCases(tell, order, (group) => missingIn.get(group) ?? 0);
  for (const each of stored) {
    const { hash, exchanges, ...record } = each;
    telling.ended(record, () => exchangesOf(each));
  }
  const ended: RunEnding = missing.length > 0 ? 'incomplete' : end?.interrupted ? 'interrupted' : 'complete';
  const told: RunEnd = {
    ...{ kind: 'end', ...telling.sum(), ended, missing, fixed: end?.fixed ?? [] },
    ...(end && { durationMs: end.durationMs }),
  };
  tell(told);
  return told;
}

/** The id of a case without its repeat. */
function groupOf(id: string): string {
  return id.replace(/#\d+$/, '');
}
