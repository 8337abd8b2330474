import type { Totals } from '../model/run-event.ts';
import { exitCodes } from './invocation.ts';

/** The code of a run that came to its end (`format.md` section 12). Nothing that did not run is green. */
export function exitCode({ groups, failed, flaky, undecided, skipped }: Totals, failOnFlaky = false): number {
  if (failed > 0 || (failOnFlaky && flaky > 0)) return exitCodes.broken;
  return undecided > 0 || skipped === groups ? exitCodes.undecided : exitCodes.holds;
}
