import type { Redactor } from '../lib/redact.ts';
import type { Look } from '../lib/style.ts';

/** How to run something again. */
export interface Again {
  /** The command that was typed, without the cases it selected: `npx vertex-scenarios run --model x`. */
  readonly command: string;
  /** What stands before an id so that it is found from the working directory: `my-suite/`, or nothing. */
  readonly idPrefix: string;
}

/** What every reporter is made with. Reporters write nothing but through `write`, and know no stream and no clock. */
export interface ReporterOptions extends Look {
  /** Takes the next piece of the report. It must not throw: who writes to a file keeps the error for the exit code. */
  write(text: string): void;
  /** Does a person watch while it is written? Then it may show progress and erase it again. */
  readonly tty: boolean;
  readonly redact: Redactor;
  /** Version of this tool. */
  readonly version: string;
  readonly again: Again;
  now(): Date;
}
