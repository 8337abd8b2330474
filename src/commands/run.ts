import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { run } from '../run.ts';
import { openAnswers } from './answers.ts';
import { exitCode } from './exit-code.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { planSuite } from './plan-suite.ts';
import { CannotWrite, openReports, readReporters, sayUnwritten } from './reports.ts';
import { lookOf } from './terminal.ts';
import { flagsThatFillIn, typedCommand } from './typed-command.ts';

/** `run`: the main job. */
export async function runCommand(invocation: Invocation): Promise<number> {
  const { options, err, env, signal, version } = invocation;
  const wrong: Diagnostic[] = [];
  const concurrency = wholeNumber('concurrency', options.concurrency, 8, 1, wrong);
  const retries = wholeNumber('retries', options.retries, 2, 0, wrong);
  const assertRetries = wholeNumber('assert-retries', options['assert-retries'], 0, 0, wrong);
  const repeat = options.repeat === undefined ? undefined : wholeNumber('repeat', options.repeat, 1, 1, wrong);
  const rpm = options.rpm === undefined ? undefined : wholeNumber('rpm', options.rpm, 1, 1, wrong, 1_000_000);
  const maxCalls =
    options['max-calls'] === undefined ? undefined : wholeNumber('max-calls', options['max-calls'], 0, 0, wrong, 1e9);
  const choices = readReporters(invocation, wrong);
  if (options.resume !== undefined && options['no-bundle']) {
    wrong.push(usageError('flag-value', '--resume goes on with a bundle, --no-bundle keeps none', 'leave one out'));
  }
  const speed = readSpeed(options['replay-speed'], wrong);
  if (options.live && options.replay) wrong.push(usageError('flag-value', '--live and --replay exclude each other'));
  if (options.record && !options.live) {
    wrong.push(usageError('flag-value', '--record keeps what real services answer', 'write --live --record'));
  }
  if (wrong.length > 0) err.write(renderDiagnostics(wrong, lookOf(err, env)));
  const planned = await planSuite(invocation, {
    backend: options.live ? 'live' : options.replay ? 'replay' : 'mock',
    ...(repeat !== undefined && { repeat }),
  });
  if (!planned || wrong.length > 0) return exitCodes.usage;
  if (planned.unaffected.length > 0) {
    err.write(`--model changes nothing in: ${planned.unaffected.join(', ')}\n`);
  }

  if (options['dry-run']) {
    const { renderDryRun } = await import('./dry-run.ts');
    invocation.out.write(planned.redact(renderDryRun(planned, retries)));
    return exitCodes.holds;
  }

  const facts = { flags: flagsThatFillIn(invocation), again: typedCommand(invocation, planned.suite?.root) };
  const kept = options['no-bundle']
    ? undefined
    : await (await import('./bundle.ts')).openRunBundle(planned, facts, invocation);
  if (kept && 'wrong' in kept) {
    err.write(planned.redact(renderDiagnostics([kept.wrong], lookOf(err, env))));
    return exitCodes.usage;
  }
  const { writer, measured } = kept?.bundle ?? {};
  const flags = { concurrency, rpm, maxCalls, speed };
  const answers = await openAnswers(planned, flags, invocation, new Set(measured?.keys()));
  try {
    const reports = await openReports(choices, invocation);
    const totals = await run(planned, {
      // While an answer is judged, or a retry waited for, another request can be on its way.
      concurrency: options.live ? 2 * concurrency : concurrency,
      retries,
      assertRetries,
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
    err.write(planned.redact(`${ended.said}${renderDiagnostics(ended.diagnostics, lookOf(err, env))}`));
    const unwritten = [...reports.close(), ...(kept?.bundle.close() ?? [])];
    sayUnwritten(invocation, unwritten, planned.redact);
    if (signal.aborted) return exitCodes.interrupted;
    const isKept = ended.diagnostics.every(({ severity }) => severity !== 'error');
    if (unwritten.length > 0 || !isKept) return exitCodes.usage;
    const code = exitCode(totals, options['fail-on-flaky']);
    return answers.isSpent() && code !== exitCodes.broken ? exitCodes.budget : code;
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    sayUnwritten(invocation, [error.diagnostic], planned.redact);
    return exitCodes.usage;
  } finally {
    kept?.bundle.close();
    await answers.close();
  }
}

/** 0: without waiting; 1: as fast as it was. */
function readSpeed(text: string | undefined, wrong: Diagnostic[]): number {
  const speed = Number(text ?? 0);
  if (text === undefined || (text.trim() !== '' && speed >= 0 && speed <= 1000)) return speed;
  wrong.push(usageError('flag-value', `--replay-speed ${text} is no number from 0 to 1000`, '1 is as fast as it was'));
  return 0;
}

function wholeNumber(
  flag: string,
  text: string | undefined,
  otherwise: number,
  least: number,
  wrong: Diagnostic[],
  most = 1000,
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  wrong.push(usageError('flag-value', `--${flag} ${text} is no whole number from ${least} to ${most}`));
  return otherwise;
}
