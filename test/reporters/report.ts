import { createStyle } from '../../src/lib/style.ts';
import type { Reporter, RunEvent } from '../../src/model/run-event.ts';
import type { ReporterOptions } from '../../src/reporters/reporter-options.ts';

/** What a reporter writes about a run. */
export function report(
  create: (options: ReporterOptions) => Reporter,
  events: readonly RunEvent[],
  changed: Partial<ReporterOptions> = {},
): string {
  const pieces: string[] = [];
  const reporter = create({ ...optionsOf((piece) => void pieces.push(piece)), ...changed });
  for (const event of events) reporter.on(event);
  return pieces.join('');
}

/** What a reporter is made with where a test says nothing else: a pipe of 80 columns, without colour. */
export function optionsOf(write: (text: string) => void): ReporterOptions {
  return {
    write,
    style: createStyle(false),
    width: 80,
    tty: false,
  };
}
