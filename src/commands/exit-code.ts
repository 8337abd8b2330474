import type { Bundle } from '../bundles/open-bundle.ts';
import type { Totals } from '../model/run-event.ts';
import { exitCodes } from './invocation.ts';

/** The code of a run that came to its end (docs/reference/verdicts.md#exit-codes). What did not run is never green. */
export function exitCode({ groups, failed, flaky, undecided, skipped }: Totals, failOnFlaky = false): number {
  if (failed > 0 || (failOnFlaky && flaky > 0)) return exitCodes.broken;
  return undecided > 0 || skipped === groups ? exitCodes.undecided : exitCodes.holds;
}

/** The code of a run that is read back: of one that did not come to its end not all is known. */
export function exitCodeOfBundle(bundle: Bundle, totals: Totals, failOnFlaky = false): number {
  // Only an empty share has no case, as its run said.
  if (bundle.manifest.cases.length === 0) return exitCodes.holds;
  const code = exitCode(totals, failOnFlaky);
  return code === exitCodes.holds && !isWhole(bundle) ? exitCodes.undecided : code;
}

/** Was every case run that should have been? One that was stopped, or ran out of its budget, has skipped some. */
function isWhole({ manifest, results, missing }: Bundle): boolean {
  return missing.length === 0 && manifest.cases.every(({ hash }) => results.get(hash)?.skippedBy !== 'run');
}
