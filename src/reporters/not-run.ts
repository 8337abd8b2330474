import { plural } from '../lib/plural.ts';
import type { RunEnd } from '../model/run-event.ts';

/**
 * Says that selected cases did not run though they should have, where it is so: a report in which they are skipped, or
 * not there, would look green.
 */
export function notRun({ ended, missing, stopped }: RunEnd): string | undefined {
  if (ended === 'incomplete') {
    return `${plural(missing.length, 'selected case')} without a result: the run did not come to its end`;
  }
  if (stopped > 0) return `${plural(stopped, 'selected case')} did not run: the run stopped before`;
  return ended === 'interrupted' ? 'the run was interrupted' : undefined;
}
