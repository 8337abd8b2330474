import type { Redactor } from '../lib/redact.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { run } from '../run.ts';
import { openAnswers } from './answers.ts';
import { exitCode } from './exit-code.ts';
import { exitCodes, type Invocation } from './invocation.ts';
import { narrowPlan } from './narrow-plan.ts';
import { planSuite } from './plan-suite.ts';
import { CannotWrite, inActions, openReports, readReporters, sayUnwritten } from './reports.ts';
import { readRunFlags } from './run-flags.ts';
import { lookOf } from './terminal.ts';
import { flagsThatFillIn, typedCommand } from './typed-command.ts';

/** `run`: the main job. */
export async function runCommand(invocation: Invocation): Promise<number> {
  const { options, err, env, signal, version } = invocation;
  const wrong: Diagnostic[] = [];
  const flags = readRunFlags(invocation, wrong);
  const choices = readReporters(invocation, wrong);
  if (wrong.length > 0) err.write(renderDiagnostics(wrong, lookOf(err, env)));
  const { concurrency, retries, assertRetries, repeat, bail, shard } = flags;
  const asked = await planSuite(invocation, {
    backend: options.live ? 'live' : options.replay ? 'replay' : 'mock',
    ...(repeat !== undefined && { repeat }),
  });
  if (!asked || wrong.length > 0) return exitCodes.usage;
  const narrowed = await narrowPlan(asked, invocation, shard);
  if ('wrong' in narrowed) {
    err.write(asked.redact(renderDiagnostics([narrowed.wrong], lookOf(err, env))));
    return exitCodes.usage;
  }
  const { plan: planned, whole } = narrowed;
  err.write(planned.redact(narrowed.said));
  if (planned.unaffected.length > 0) {
    err.write(planned.redact(`--model changes nothing in: ${planned.unaffected.join(', ')}\n`));
  }

  if (options['dry-run']) {
    const { renderDryRun } = await import('./dry-run.ts');
    invocation.out.write(planned.redact(renderDryRun(planned, retries)));
    return exitCodes.holds;
  }

  const facts = { flags: flagsThatFillIn(invocation), again: typedCommand(invocation, planned.suite?.root) };
  // Where nothing has changed there is nothing to keep; of a shard it is kept that it is empty.
  const keepsNothing = options['no-bundle'] || (planned.cases.length === 0 && !shard);
  const kept = keepsNothing
    ? undefined
    : await (await import('./bundle.ts')).openRunBundle(planned, facts, invocation, shard && { ...shard, whole });
  if (kept && 'wrong' in kept) {
    err.write(planned.redact(renderDiagnostics([kept.wrong], lookOf(err, env))));
    return exitCodes.usage;
  }
  const { writer, measured } = kept?.bundle ?? {};
  const answers = await openAnswers(planned, flags, invocation, new Set(measured?.keys()));
  try {
    const reports = await openReports(inActions(choices, env), invocation);
    const totals = await run(planned, {
      // While an answer is judged, or a retry waited for, another request can be on its way.
      concurrency: options.live ? 2 * concurrency : concurrency,
      retries,
      assertRetries,
      ...(bail !== undefined && { bail }),
      signal,
      reporters: [...reports.reporters, ...(writer ? [writer] : [])],
      facts: { version, startedAt: writer?.startedAt ?? new Date().toISOString(), ...facts },
      redact: planned.redact,
      ...(kept && { exchangesOf: kept.bundle.exchangesOf, onMeasured: kept.bundle.retold }),
      onFinished(finished) {
        writer?.finished(finished);
        answers.finished?.(finished);
      },
      ...(measured && { measured: ({ id }) => measured.get(id) }),
      ...answers.options,
    });
    const ended = answers.end();
    err.write(planned.redact(ended.said));
    if (ended.diagnostics.length > 0) {
      err.write(planned.redact(renderDiagnostics(ended.diagnostics, lookOf(err, env))));
    }
    const unwritten = [...reports.close(), ...(kept?.bundle.close() ?? [])];
    sayUnwritten(invocation, unwritten, planned.redact);
    if (signal.aborted) return exitCodes.interrupted;
    const isKept = ended.diagnostics.every(({ severity }) => severity !== 'error');
    if (unwritten.length > 0 || !isKept) return exitCodes.usage;
    const code = exitCode(totals, options['fail-on-flaky']);
    if (code === exitCodes.broken) return code;
    if (answers.isSpent()) return exitCodes.budget;
    // Only an empty share, or no change, leaves a plan without a case, and both were said.
    return planned.cases.length === 0 ? exitCodes.holds : code;
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw withoutSecrets(error, planned.redact);
    sayUnwritten(invocation, [error.diagnostic], planned.redact);
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
