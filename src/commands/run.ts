import { closeSync, openSync, writeSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reporter, Totals } from '../model/run.ts';
import { parseReporter, type ReporterChoice, reporters } from '../reporters/registry.ts';
import { run } from '../run.ts';
import { defaultSuite } from '../scenarios/find-suite.ts';
import { openAnswers } from './answers.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { lookOf } from './terminal.ts';

/** `run`: the main job. */
export async function runCommand(invocation: Invocation): Promise<number> {
  const { options, err, env, signal } = invocation;
  const wrong: Diagnostic[] = [];
  const concurrency = wholeNumber('concurrency', options.concurrency, 8, 1, wrong);
  const retries = wholeNumber('retries', options.retries, 2, 0, wrong);
  const assertRetries = wholeNumber('assert-retries', options['assert-retries'], 0, 0, wrong);
  const repeat = options.repeat === undefined ? undefined : wholeNumber('repeat', options.repeat, 1, 1, wrong);
  const rpm = options.rpm === undefined ? undefined : wholeNumber('rpm', options.rpm, 1, 1, wrong, 1_000_000);
  const maxCalls =
    options['max-calls'] === undefined ? undefined : wholeNumber('max-calls', options['max-calls'], 0, 0, wrong, 1e9);
  const choices = readReporters(options.reporter ?? ['pretty'], wrong);
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

  const kept = options['no-bundle']
    ? undefined
    : await (await import('./bundle.ts')).openRunBundle(planned, invocation);
  if (kept && 'wrong' in kept) {
    err.write(planned.redact(renderDiagnostics([kept.wrong], lookOf(err, env))));
    return exitCodes.usage;
  }
  const { writer, measured } = kept?.bundle ?? {};
  const reports: Report[] = [];
  const flags = { concurrency, rpm, maxCalls, speed };
  const answers = await openAnswers(planned, flags, invocation, new Set(measured?.keys()));
  try {
    for (const choice of choices) reports.push(await openReport(choice, planned, invocation));
    const totals = await run(planned, {
      // While an answer is judged, or a retry waited for, another request can be on its way.
      concurrency: options.live ? 2 * concurrency : concurrency,
      retries,
      assertRetries,
      signal,
      reporters: [...reports.map((each) => each.reporter), ...(writer ? [writer] : [])],
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
    const unwritten = [...reports.map((each) => each.close()), kept?.bundle.close()].filter(
      (each) => each !== undefined,
    );
    if (unwritten.length > 0) err.write(planned.redact(renderDiagnostics(unwritten, lookOf(err, env))));
    if (signal.aborted) return exitCodes.interrupted;
    const isKept = ended.diagnostics.every(({ severity }) => severity !== 'error');
    if (unwritten.length > 0 || !isKept) return exitCodes.usage;
    const isBroken = totals.failed > 0 || (options['fail-on-flaky'] && totals.flaky > 0);
    if (isBroken) return exitCodes.broken;
    return answers.isSpent() ? exitCodes.budget : exitCode(totals);
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    err.write(planned.redact(renderDiagnostics([error.diagnostic], lookOf(err, env))));
    return exitCodes.usage;
  } finally {
    kept?.bundle.close();
    await answers.close();
  }
}

/** The code of a run that came to its end (`format.md` section 12). Nothing that did not run is green. */
export function exitCode({ groups, failed, undecided, skipped }: Totals): number {
  if (failed > 0) return exitCodes.broken;
  return undecided > 0 || skipped === groups ? exitCodes.undecided : exitCodes.holds;
}

interface Report {
  readonly reporter: Reporter;
  /** Says what could not be written, if anything. */
  close(): Diagnostic | undefined;
}

class CannotWrite extends Error {
  readonly diagnostic: Diagnostic;
  constructor(file: string, error: unknown) {
    super(`cannot write ${file}`);
    const cause = error instanceof Error ? error.message : String(error);
    this.diagnostic = usageError('report-not-written', `the report ${file} cannot be written: ${cause}`);
  }
}

/** A report to a file is opened before anything is sent: a run whose result cannot be kept is not begun. */
async function openReport(
  { name, file }: ReporterChoice,
  { suite, redact }: SuitePlan,
  { out, env, version, options, cwd }: Invocation,
): Promise<Report> {
  const again = { command: redact(typed(options)), idPrefix: idPrefix(suite?.root, cwd) };
  const shared = { redact, version, again, now: () => new Date() };
  if (file === undefined) {
    const write = (text: string) => out.write(text);
    return {
      reporter: await reporters[name]({ ...shared, ...lookOf(out, env), tty: out.tty, write }),
      close: () => undefined,
    };
  }
  let failure: CannotWrite | undefined;
  const attempt = <T>(write: () => T): T | undefined => {
    try {
      return write();
    } catch (error) {
      failure ??= new CannotWrite(file, error);
      return undefined;
    }
  };
  const handle = attempt(() => openSync(file, 'w'));
  if (handle === undefined) throw failure ?? new Error(`${file} was not opened`);
  const plain = { style: lookOf({ write: () => {}, tty: false, width: 100 }, {}).style, width: 100, tty: false };
  const write = (text: string) => void attempt(() => writeSync(handle, text));
  return {
    reporter: await reporters[name]({ ...shared, ...plain, write }),
    close: () => {
      attempt(() => closeSync(handle));
      return failure?.diagnostic;
    },
  };
}

/** Ids are found in the suite that is meant where none is named; those of another one stand behind its path. */
function idPrefix(root: string | undefined, cwd: string): string {
  if (root === undefined || root === defaultSuite(cwd)) return '';
  return `${relative(cwd, root).replaceAll(sep, '/')}/`;
}

/** The command that runs something else in the same way: with the flags that fill in, without those that select. */
function typed(options: Invocation['options']): string {
  const names = [
    'live',
    'replay',
    'endpoint',
    'origin',
    'model',
    'set',
    'transport',
    'timeout',
    'retries',
    'repeat',
    'assert-retries',
  ] as const;
  const flags = names.flatMap((name) =>
    [options[name] ?? []]
      .flat()
      .map((value) => (typeof value === 'string' ? `--${name} ${shellQuote(value)}` : `--${name}`)),
  );
  return ['npx vertex-scenarios run', ...flags].join(' ');
}

function readReporters(texts: readonly string[], wrong: Diagnostic[]): ReporterChoice[] {
  const choices: ReporterChoice[] = [];
  for (const text of texts) {
    const read = parseReporter(text);
    if ('diagnostic' in read) wrong.push(read.diagnostic);
    else if (choices.some(({ file }) => file === read.choice.file)) {
      const target = read.choice.file ?? 'standard output';
      wrong.push(usageError('same-report', `two reports go to ${target}`, 'give one of them a file: name=FILE'));
    } else choices.push(read.choice);
  }
  return choices;
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
