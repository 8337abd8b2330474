import { plural } from '../lib/plural.ts';
import type { Totals } from '../model/run-event.ts';

/** The run in a sentence, its sign first. `wrong`: what did not run though it should have (`notRun`). */
export function verdictInWords({ groups, failed, undecided, skipped }: Totals, wrong: string | undefined): string {
  const of = (count: number) => `${count} of ${plural(groups, 'group')}`;
  const rest = wrong === undefined ? '' : `; ${wrong}`;
  if (failed > 0) return `✗ The contract is broken: ${of(failed)} failed${rest}`;
  if (undecided > 0) return `? Undecided: ${of(undecided)} could not be asked${rest}`;
  if (wrong !== undefined) return `? Undecided: ${wrong}`;
  if (skipped === groups) return '? Nothing ran, so nothing was shown to hold';
  return `✓ Everything holds: ${plural(groups - skipped, 'group')}`;
}
