import type { Diagnostic } from '../model/diagnostic.ts';
import type { OptionValues } from './options.ts';

/** What a command is given: what was typed, and the world around it. */
export interface Invocation {
  readonly operands: readonly string[];
  readonly options: OptionValues;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** The names of all commands. */
  readonly commands: readonly string[];
  readonly out: Output;
  readonly err: Output;
  /** Aborted by ^C. */
  readonly signal: AbortSignal;
}

/** A stream for people or for pipes. */
export interface Output {
  write(text: string): void;
  readonly tty: boolean;
  /** Columns to lay text out for. */
  readonly width: number;
}

/** The exit codes of docs/reference/verdicts.md#exit-codes. */
export const exitCodes = { holds: 0, broken: 1, usage: 2, undecided: 3, budget: 4, interrupted: 130 } as const;

/** The command line itself is wrong: there is no file to point at. */
export function usageError(code: string, message: string, help?: string): Diagnostic {
  return { severity: 'error', code, message, ...(help !== undefined && { help }) };
}
