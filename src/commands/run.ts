import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { exitCodes, type Invocation } from './invocation.ts';
import { type Narrowed, narrowPlan } from './narrow-plan.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { readReporters } from './reports.ts';
import { readRunFlags } from './run-flags.ts';
import { runPlan } from './run-plan.ts';
import { lookOf } from './terminal.ts';

/** `run`: the main job. */
export async function runCommand(invocation: Invocation): Promise<number> {
  const { options, err, env } = invocation;
  const wrong: Diagnostic[] = [];
  const flags = readRunFlags(invocation, wrong);
  const choices = readReporters(invocation, wrong);
  if (wrong.length > 0) err.write(renderDiagnostics(wrong, lookOf(err, env)));
  const { retries, repeat, shard } = flags;
  const planAll = () =>
    planSuite(invocation, {
      backend: options.live ? 'live' : options.replay ? 'replay' : 'mock',
      ...(repeat !== undefined && { repeat }),
    });

  if (options.watch) {
    if (wrong.length > 0) return exitCodes.usage;
    const { watchSuite } = await import('./watch.ts');
    return watchSuite(invocation, {
      plan: planAll,
      first: async (planned) => (await narrow(planned))?.plan,
      run: (plan, signal, also) =>
        runPlan({ plan, whole: plan, flags, choices, isKept: false, also }, { ...invocation, signal }),
    });
  }

  const asked = await planAll();
  if (!asked || wrong.length > 0) return exitCodes.usage;
  const narrowed = await narrow(asked);
  if (!narrowed) return exitCodes.usage;
  const { plan, whole } = narrowed;
  if (options['dry-run']) {
    const { renderDryRun } = await import('./dry-run.ts');
    invocation.out.write(plan.redact(renderDryRun(plan, retries)));
    return exitCodes.holds;
  }
  // Where nothing has changed there is nothing to keep; of a shard it is kept that it is empty.
  const isKept = !options['no-bundle'] && (plan.cases.length > 0 || shard !== undefined);
  return runPlan({ plan, whole, flags, choices, isKept }, invocation);

  /** Says what is left, or why that cannot be found out. */
  async function narrow(planned: SuitePlan): Promise<Narrowed | undefined> {
    const left = await narrowPlan(planned, invocation, shard);
    if ('wrong' in left) {
      err.write(planned.redact(renderDiagnostics([left.wrong], lookOf(err, env))));
      return undefined;
    }
    const unaffected =
      planned.unaffected.length > 0 ? `--model changes nothing in: ${planned.unaffected.join(', ')}\n` : '';
    err.write(planned.redact(`${left.said}${unaffected}`));
    return left;
  }
}
