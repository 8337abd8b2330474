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
import { narrowPlan } from './narrow-plan.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { readRunFlags } from './run-flags.ts';
import { lookOf } from './terminal.ts';

/** `run`: the main job. */
export async function runCommand(invocation: Invocation): Promise<number> {
  const { options, err, env, signal } = invocation;
  const wrong: Diagnostic[] = [];
  const flags = readRunFlags(invocation, wrong);
  const choices = readReporters(options.reporter ?? ['pretty'], wrong);
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
    err.write(`--model changes nothing in: ${planned.unaffected.join(', ')}\n`);
  }

  if (options['dry-run']) {
    const { renderDryRun } = await import('./dry-run.ts');
    invocation.out.write(planned.redact(renderDryRun(planned, retries)));
    return exitCodes.holds;
  }

  // Where nothing has changed there is nothing to keep; of a shard it is kept that it is empty.
  const keepsNothing = options['no-bundle'] || (planned.cases.length === 0 && !shard);
  const kept = keepsNothing
    ? undefined
    : await (await import('./bundle.ts')).openRunBundle(planned, invocation, shard && { ...shard, whole });
  if (kept && 'wrong' in kept) {
    err.write(planned.redact(renderDiagnostics([kept.wrong], lookOf(err, env))));
    return exitCodes.usage;
  }
  const { writer, measured } = kept?.bundle ?? {};
  const reports: Report[] = [];
  const answers = await openAnswers(planned, flags, invocation, new Set(measured?.keys()));
  try {
    for (const choice of choices) reports.push(await openReport(choice, planned, invocation));
    const totals = await run(planned, {
      // While an answer is judged, or a retry waited for, another request can be on its way.
      concurrency: options.live ? 2 * concurrency : concurrency,
      retries,
      assertRetries,
      ...(bail !== undefined && { bail }),
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
    err.write(planned.redact(`${ended.said}${renderDiagnostics(ended.diagnostics, lookOf(err, env))}`));
    const unwritten = [...reports.map((each) => each.close()), kept?.bundle.close()].filter(
      (each) => each !== undefined,
    );
    if (unwritten.length > 0) err.write(planned.redact(renderDiagnostics(unwritten, lookOf(err, env))));
    if (signal.aborted) return exitCodes.interrupted;
    const isKept = ended.diagnostics.every(({ severity }) => severity !== 'error');
    if (unwritten.length > 0 || !isKept) return exitCodes.usage;
    const isBroken = totals.failed > 0 || (options['fail-on-flaky'] && totals.flaky > 0);
    if (isBroken) return exitCodes.broken;
    if (answers.isSpent()) return exitCodes.budget;
    // Only an empty share, or no change, leaves a plan without a case, and both were said.
    return planned.cases.length === 0 ? exitCodes.holds : exitCode(totals);
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
