import { closeSync, openSync } from 'node:fs';
import type { Redactor } from '../lib/redact.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { writeAll } from '../lib/write-all.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reporter } from '../model/run-event.ts';
import { parseReporter, type ReporterChoice, reporters } from '../reporters/registry.ts';
import { type Invocation, usageError } from './invocation.ts';
import { lookOf } from './terminal.ts';

/** The reports of one run, each to its file or to the terminal. */
export interface Reports {
  readonly reporters: readonly Reporter[];
  /** Says what could not be written, if anything. */
  close(): readonly Diagnostic[];
}

/** A file that cannot be opened: nothing else has been done yet. */
export class CannotWrite extends Error {
  readonly diagnostic: Diagnostic;
  constructor(file: string, error: unknown) {
    super(`cannot write ${file}`);
    const cause = error instanceof Error ? error.message : String(error);
    this.diagnostic = usageError('report-not-written', `the report ${file} cannot be written: ${cause}`);
  }
}

/** What `--reporter` asks for. */
export function readReporters({ options }: Pick<Invocation, 'options'>, wrong: Diagnostic[]): ReporterChoice[] {
  const choices: ReporterChoice[] = [];
  for (const text of options.reporter ?? ['pretty']) {
    const read = parseReporter(text);
    if ('diagnostic' in read) wrong.push(read.diagnostic);
    else if (choices.some(({ file }) => file === read.choice.file)) {
      const target = read.choice.file ?? 'standard output';
      wrong.push(usageError('same-report', `two reports go to ${target}`, 'give one of them a file: name=FILE'));
    } else choices.push(read.choice);
  }
  return choices;
}

/** Opens every report before anything is sent: a run whose result cannot be kept is not begun. Throws `CannotWrite`. */
export async function openReports(choices: readonly ReporterChoice[], invocation: Invocation): Promise<Reports> {
  const opened: Report[] = [];
  const close = () => opened.flatMap((each) => each.close() ?? []);
  try {
    for (const choice of choices) opened.push(await openReport(choice, invocation));
  } catch (error) {
    close();
    throw error;
  }
  return { reporters: opened.map(({ reporter }) => reporter), close };
}

/** Says what could not be written. */
export function sayUnwritten(
  { err, env }: Invocation,
  diagnostics: readonly Diagnostic[],
  redact: Redactor = (text) => text,
): void {
  if (diagnostics.length > 0) err.write(redact(renderDiagnostics(diagnostics, lookOf(err, env))));
}

interface Report {
  readonly reporter: Reporter;
  close(): Diagnostic | undefined;
}

async function openReport({ name, file }: ReporterChoice, { out, env }: Invocation): Promise<Report> {
  if (file === undefined) {
    const write = (text: string) => out.write(text);
    return {
      reporter: await reporters[name]({ ...lookOf(out, env), tty: out.tty, write }),
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
  const write = (text: string) => void attempt(() => writeAll(handle, Buffer.from(text)));
  return {
    reporter: await reporters[name]({ ...plain, write }),
    close: () => {
      attempt(() => closeSync(handle));
      return failure?.diagnostic;
    },
  };
}
