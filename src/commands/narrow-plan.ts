import { plural } from '../lib/plural.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Invocation } from './invocation.ts';
import type { SuitePlan } from './plan-suite.ts';
import type { Shard } from './shard.ts';

/** What is left of a plan. */
export interface Narrowed {
  /** Of this machine. It may be empty: then `said` says why that is well. */
  readonly plan: SuitePlan;
  /** Of all machines: the same where there are no shards. */
  readonly whole: SuitePlan;
  /** A line for each flag that took something away. */
  readonly said: string;
}

/** `--last-failed`, `--changed`, `--shard`, in this order: shards share what is left to run. */
export async function narrowPlan(
  planned: SuitePlan,
  { options, cwd, env }: Pick<Invocation, 'options' | 'cwd' | 'env'>,
  shard: Shard | undefined,
): Promise<Narrowed | { readonly wrong: Diagnostic }> {
  let whole = planned;
  let said = '';
  if (options['last-failed']) {
    const last = await (await import('./last-failed.ts')).lastFailed(whole, cwd, shard);
    whole = withCases(whole, last.cases);
    said += last.said;
  }
  if (options.changed !== undefined && planned.suite && planned.files) {
    const { gitChanges } = await import('./git-changes.ts');
    const changes = await gitChanges(planned.suite.root, options.changed === true ? undefined : options.changed, env);
    if ('wrong' in changes) return changes;
    const touched = planned.files.touchedBy(changes.files);
    const before = scenariosOf(whole);
    whole = withCases(
      whole,
      whole.cases.filter((each) => touched.has(each.case.scenario.id)),
    );
    const left = scenariosOf(whole);
    said += `--changed: ${left === 0 ? 'nothing' : left} of ${plural(before, 'scenario')} ${left > 1 ? 'are' : 'is'} made of files that differ from ${changes.since}\n`;
  }
  if (!shard) return { plan: whole, whole, said };
  const { shardOf } = await import('../cases/shard-of.ts');
  const plan = withCases(
    whole,
    whole.cases.filter((each) => shardOf(each.case.scenario.id, shard.count) === shard.index),
  );
  const left = scenariosOf(plan);
  said += `--shard: ${left === 0 ? 'none' : left} of ${plural(scenariosOf(whole), 'scenario')} ${left > 1 ? 'are' : 'is'} in shard ${shard.index} of ${shard.count}\n`;
  return { plan, whole, said };
}

function withCases(plan: SuitePlan, cases: SuitePlan['cases']): SuitePlan {
  return { ...plan, cases, isWhole: plan.isWhole && cases.length === plan.cases.length };
}

function scenariosOf({ cases }: SuitePlan): number {
  return new Set(cases.map((each) => each.case.scenario.id)).size;
}
