import { createStyle } from '../lib/style.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { GroupRecord } from '../model/record.ts';
import type { Reporter, Totals } from '../model/run-event.ts';
import { createPretty } from '../reporters/pretty.ts';
import { width } from './call.ts';
import { type LoadedSuite, loaded } from './load.ts';
import { openRun, type Pacing } from './open-run.ts';

export interface RunOptions extends Pacing {
  /** Gives up what is in flight, and skips what has not begun. */
  readonly signal?: AbortSignal;
  /** Told of each group when its last case has ended, in the order of the suite. */
  readonly onGroup?: (group: GroupRecord) => void;
}

/** What became of a run. */
export interface RunResult {
  /**
   * `passed`: everything holds. `failed`: the contract is broken. `undecided`: the service could not be asked, a budget
   * or a signal stopped the run, or everything was skipped.
   */
  readonly verdict: 'passed' | 'failed' | 'undecided';
  readonly totals: Totals;
  /** One for each row and transport, with its cases, their findings and places: the shape of the JSON report. */
  readonly groups: readonly GroupRecord[];
  /** Of replay: recordings that nobody asks for, or that are old. */
  readonly warnings: readonly Diagnostic[];
  /** The report for people, as on a terminal without colour. */
  readonly text: string;
}

/**
 * Runs the cases of a suite, and judges every answer. Nothing is kept on disk. Rejects only for a bug of ours: what goes
 * wrong with a service is a verdict.
 */
export async function run(suite: LoadedSuite, options: RunOptions = {}): Promise<RunResult> {
  const { signal = new AbortController().signal, onGroup } = options;
  const planned = loaded(suite);
  const { plan } = planned;
  const text: string[] = [];
  const tell: Reporter = {
    on(event) {
      if (event.kind === 'group-end') onGroup?.(event.group);
    },
  };
  const pretty = createPretty({
    ...{ style: createStyle(false), width, tty: false },
    write: (piece) => void text.push(piece),
  });
  const opened = await openRun(planned, options, signal);
  try {
    const { totals, groups } = await opened.run(plan.cases, signal, [tell, pretty]);
    const isOpen = signal.aborted || opened.isSpent() || totals.undecided > 0 || totals.skipped === totals.groups;
    const verdict = totals.failed > 0 ? 'failed' : isOpen ? 'undecided' : 'passed';
    return { verdict, totals, groups, warnings: opened.end(signal.aborted), text: text.join('') };
  } finally {
    await opened.close();
  }
}
