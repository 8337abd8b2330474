import type { Look } from '../lib/style.ts';

/** What every reporter is made with. Reporters write nothing but through `write`, and know no stream and no clock. */
export interface ReporterOptions extends Look {
  /** Takes the next piece of the report. It must not throw: who writes to a file keeps the error for the exit code. */
  write(text: string): void;
  /** Does a person watch while it is written? Then it may show progress and erase it again. */
  readonly tty: boolean;
  /** How many characters the report may have, where whoever shows it would cut it. */
  readonly limit?: number;
  /** What stands before the path of a file so that it is found from the root of the repository: `packages/a/`. */
  readonly filePrefix?: string;
}
