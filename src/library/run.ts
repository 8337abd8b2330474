import { againOf } from '../commands/again.ts';
import { createStyle } from '../lib/style.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reporter, Totals } from '../model/run.ts';
import { type GroupRecord, groupRecord } from '../reporters/group-record.ts';
import { createPretty } from '../reporters/pretty.ts';
import { call, width } from './call.ts';
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
  const groups: GroupRecord[] = [];
  const text: string[] = [];
  const keep: Reporter = {
    on(event) {
      if (event.kind !== 'group-end') return;
      const group = groupRecord(event.group, plan.backend);
      groups.push(group);
      onGroup?.(group);
    },
  };
  const pretty = createPretty({
    ...{ style: createStyle(false), width, tty: false, redact: plan.redact, version: '', now: () => new Date() },
    again: againOf(plan, call([], planned.options).invocation),
    write: (piece) => void text.push(piece),
  });
  const opened = await openRun(planned, options, signal);
  try {
    const { totals } = await opened.run(plan.cases, signal, [keep, pretty]);
    const isOpen = signal.aborted || opened.isSpent() || totals.undecided > 0 || totals.skipped === totals.groups;
    const verdict = totals.failed > 0 ? 'failed' : isOpen ? 'undecided' : 'passed';
    return { verdict, totals, groups, warnings: opened.end(), text: text.join('') };
  } finally {
    await opened.close();
  }
}
