import { closeSync, openSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Redactor } from '../lib/redact.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { createStyle } from '../lib/style.ts';
import { writeAll } from '../lib/write-all.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reporter } from '../model/run-event.ts';
import { parseReporter, type ReporterChoice, reporters } from '../reporters/registry.ts';
import { withoutCommands } from '../reporters/workflow-command.ts';
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
    const isWithoutFolder = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    this.diagnostic = usageError(
      'report-not-written',
      `the report ${file} cannot be written: ${cause}`,
      isWithoutFolder ? `make its folder first: ${dirname(file)}` : undefined,
    );
  }
}

/** A report to be written. */
interface Wanted extends ReporterChoice {
  /** A file that others write to as well is added to. */
  readonly isShared?: boolean;
  readonly limit?: number;
}

/** What `--reporter` asks for. */
export function readReporters(
  { options, cwd }: Pick<Invocation, 'options' | 'cwd'>,
  wrong: Diagnostic[],
): ReporterChoice[] {
  const choices: ReporterChoice[] = [];
  // `run.json` and `./run.json` are one file.
  const placeOf = ({ name, file }: ReporterChoice) => (file === undefined ? targetOf({ name }) : resolve(cwd, file));
  for (const text of options.reporter ?? ['pretty']) {
    const read = parseReporter(text);
    if ('diagnostic' in read) wrong.push(read.diagnostic);
    else if (choices.some((other) => placeOf(other) === placeOf(read.choice))) {
      const target = targetOf(read.choice);
      wrong.push(usageError('same-report', `two reports go to ${target}`, 'give one of them a file: name=FILE'));
    } else choices.push(read.choice);
  }
  return choices;
}

/** GitHub's runner reads commands from both streams: so annotations leave the other one to a report. */
function targetOf({ name, file }: ReporterChoice): string {
  return file ?? (name === 'github' ? 'standard error' : 'standard output');
}

/** A job of GitHub Actions gets annotations without being asked. */
export function inActions(choices: readonly ReporterChoice[], env: Invocation['env']): readonly ReporterChoice[] {
  const isAsked = choices.some(({ name }) => name === 'github');
  return env['GITHUB_ACTIONS'] !== 'true' || isAsked ? choices : [...choices, { name: 'github' }];
}

/** Where there are annotations, the summary of the job gets the Markdown; GitHub refuses one of more than 1 MiB. */
function withSummary(choices: readonly ReporterChoice[], { env, cwd }: Invocation): readonly Wanted[] {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file || !choices.some(({ name }) => name === 'github')) return choices;
  // Whoever asks for a report there has it once.
  if (choices.some((each) => each.file !== undefined && resolve(cwd, each.file) === resolve(cwd, file))) return choices;
  const written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return [...choices, { name: 'markdown', file, isShared: true, limit: Math.max(0, 2 ** 20 - written) }];
}

/** Opens every report before anything is sent: a run whose result cannot be kept is not begun. Throws `CannotWrite`. */
export async function openReports(choices: readonly ReporterChoice[], invocation: Invocation): Promise<Reports> {
  const opened: Report[] = [];
  const close = () => opened.flatMap((each) => each.close() ?? []);
  try {
    for (const wanted of withSummary(choices, invocation)) opened.push(await openReport(wanted, invocation));
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

async function openReport({ name, file, isShared, limit }: Wanted, invocation: Invocation): Promise<Report> {
  const { out, err, env } = invocation;
  const more = { filePrefix: filePrefix(invocation), ...(limit !== undefined && { limit }) };
  if (file === undefined) {
    const stream = name === 'github' ? err : out;
    // JSON has no line that begins with anything of an answer, and has to stay what it is.
    const mayCommand = env['GITHUB_ACTIONS'] === 'true' && !['json', 'jsonl', 'github'].includes(name);
    const write = (text: string) => stream.write(mayCommand ? withoutCommands(text) : text);
    return {
      reporter: await reporters[name]({ ...lookOf(stream, env), ...more, tty: stream.tty, write }),
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
  const handle = attempt(() => openSync(file, isShared ? 'a' : 'w'));
  if (handle === undefined) throw failure ?? new Error(`${file} was not opened`);
  const write = (text: string) => void attempt(() => writeAll(handle, Buffer.from(text)));
  return {
    reporter: await reporters[name]({ ...plain, ...more, write }),
    close: () => {
      attempt(() => closeSync(handle));
      return failure?.diagnostic;
    },
  };
}

const plain = { style: createStyle(false), width: 100, tty: false };

/** Annotations name files from the root of the repository, not from the folder a step works in. */
function filePrefix({ env, cwd }: Invocation): string {
  const root = env['GITHUB_WORKSPACE'];
  if (!root) return '';
  const path = relative(root, cwd).split(sep).join('/');
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}
