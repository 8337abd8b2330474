import type { Redactor } from '../lib/redact.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import type { Reporter } from '../model/run-event.ts';
import type { ReporterChoice } from '../reporters/registry.ts';
import type { QuirkState } from '../run/quirk-watch.ts';
import { run } from '../run.ts';
import { openAnswers } from './answers.ts';
import { exitCode } from './exit-code.ts';
import { exitCodes, type Invocation } from './invocation.ts';
import type { SuitePlan } from './plan-suite.ts';
import { CannotWrite, inActions, openReports, sayUnwritten } from './reports.ts';
import type { RunFlags } from './run-flags.ts';
import { lookOf } from './terminal.ts';
import { flagsThatFillIn, typedCommand } from './typed-command.ts';

export interface PlanRun {
  /** It may be without cases: then somebody has said why that is well. */
  readonly plan: SuitePlan;
  /** The plan that all shards share. */
  readonly whole: SuitePlan;
  readonly flags: RunFlags;
  readonly choices: readonly ReporterChoice[];
  /** Is the run kept in `.vertex-scenarios/runs`? */
  readonly isKept: boolean;
  /** Is told of it beside the reporters that were asked for. */
  readonly also?: Reporter;
}

/** Runs what was planned to its exit code: reports, bundle, recordings. */
export async function runPlan(
  { plan, whole, flags, choices, isKept, also }: PlanRun,
  invocation: Invocation,
): Promise<number> {
  const { options, err, env, signal, version } = invocation;
  const { concurrency, retries, assertRetries, bail, shard } = flags;
  const facts = { flags: flagsThatFillIn(invocation), again: typedCommand(invocation, plan.suite?.root) };
  const kept = isKept
    ? await (await import('./bundle.ts')).openRunBundle(plan, facts, invocation, shard && { ...shard, whole })
    : undefined;
  if (kept && 'wrong' in kept) {
    err.write(plan.redact(renderDiagnostics([kept.wrong], lookOf(err, env))));
    return exitCodes.usage;
  }
  const { writer, measured } = kept?.bundle ?? {};
  const answers = await openAnswers(plan, flags, invocation, new Set(measured?.keys()));
  let quirks: readonly QuirkState[] = [];
  let isStopped = false;
  try {
    const reports = await openReports(inActions(choices, env), invocation);
    const totals = await run(plan, {
      // While an answer is judged, or a retry waited for, another request can be on its way.
      concurrency: options.live ? 2 * concurrency : concurrency,
      retries,
      assertRetries,
      ...(bail !== undefined && { bail }),
      signal,
      reporters: [...reports.reporters, ...(also ? [also] : []), ...(writer ? [writer] : [])],
      facts: { version, startedAt: writer?.startedAt ?? new Date().toISOString(), ...facts },
      redact: plan.redact,
      ...(kept && { exchangesOf: kept.bundle.exchangesOf, onMeasured: kept.bundle.retold }),
      onFinished(finished) {
        isStopped ||= finished.record.skippedBy === 'run';
        writer?.finished(finished);
        answers.finished?.(finished);
      },
      onQuirks(states) {
        quirks = states;
      },
      ...(measured && { measured: ({ id }) => measured.get(id) }),
      ...answers.options,
    });
    const ended = answers.end(isStopped);
    if (shard) writer?.ofShard({ quirks, ...(ended.recordings && { recordings: ended.recordings }) });
    err.write(plan.redact(ended.said));
    if (ended.diagnostics.length > 0) err.write(plan.redact(renderDiagnostics(ended.diagnostics, lookOf(err, env))));
    const unwritten = [...reports.close(), ...(kept?.bundle.close() ?? [])];
    sayUnwritten(invocation, unwritten, plan.redact);
    if (signal.aborted) return exitCodes.interrupted;
    const isRecorded = ended.diagnostics.every(({ severity }) => severity !== 'error');
    if (unwritten.length > 0 || !isRecorded) return exitCodes.usage;
    const code = exitCode(totals, options['fail-on-flaky']);
    if (code === exitCodes.broken) return code;
    if (answers.isSpent()) return exitCodes.budget;
    return plan.cases.length === 0 ? exitCodes.holds : code;
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw withoutSecrets(error, plan.redact);
    sayUnwritten(invocation, [error.diagnostic], plan.redact);
    return exitCodes.usage;
  } finally {
    kept?.bundle.close();
    await answers.close();
  }
}

/** A crash is told on the terminal, and its message may have anything in it. */
function withoutSecrets(error: unknown, redact: Redactor): unknown {
  if (!(error instanceof Error)) return redact(String(error));
  error.stack = redact(error.stack ?? error.message);
  return error;
}
