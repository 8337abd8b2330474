import { parseAge } from '../lib/duration.ts';
import { plural } from '../lib/plural.ts';
import { asksForRecording } from '../mock/replies.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { FinishedCase } from '../model/run.ts';
import type { Recorder } from '../recordings/record.ts';
import type { Hygiene, Replay } from '../recordings/replay.ts';
import type { RunOptions } from '../run.ts';
import { type Invocation, usageError } from './invocation.ts';
import type { LiveAnswering, LiveFlags } from './live-answers.ts';
import type { SuitePlan } from './plan-suite.ts';
import { staleRecordings } from './stale-recordings.ts';

/** Who answers a run, and what is to be known of it afterwards. */
export interface Answers {
  readonly options: Pick<RunOptions, 'answerFrom' | 'recorded'>;
  /** With `--record`. */
  readonly finished?: (finished: FinishedCase) => void;
  /** Did a budget keep requests from being sent? */
  isSpent(): boolean;
  /**
   * What is to be said of recordings once all is over; an error where one could not be kept. `isStopped`: were cases left
   * out, by ^C or `--bail`? Then nobody can say which recordings are not needed.
   */
  end(isStopped?: boolean): {
    readonly said: string;
    readonly diagnostics: readonly Diagnostic[];
    /** With `--replay`. */
    readonly recordings?: Hygiene;
  };
  close(): Promise<void>;
}

export interface AnswerFlags extends LiveFlags {
  readonly speed: number;
}

/** `measured`: ids of the cases that are not sent. */
export async function openAnswers(
  planned: SuitePlan,
  flags: AnswerFlags,
  invocation: Invocation,
  measured: ReadonlySet<string>,
): Promise<Answers> {
  const { live: isLive, record, replay: isReplay } = invocation.options;
  const asks = ({ mock }: { readonly mock?: Parameters<typeof asksForRecording>[0] }) => asksForRecording(mock);
  const needsReplay = isReplay || (!isLive && planned.cases.some((each) => each.case.steps.some(asks)));
  const replay = needsReplay ? await openReplay(planned, flags.speed) : undefined;
  const recorder = record ? await openRecorder(planned, measured) : undefined;
  const live: LiveAnswering | undefined = isLive
    ? await (await import('./live-answers.ts')).answerLive(flags, invocation, planned.conceal)
    : undefined;
  return {
    options: {
      ...(live && { answerFrom: live.answerFrom }),
      ...(replay && { recorded: replay.sendFor }),
      ...(replay &&
        isReplay && {
          answerFrom: async (aCase, step) => ({ fetch: replay.sendFor(aCase, step), synthetic: false, replies: 1 }),
        }),
    },
    ...(recorder && { finished: recorder.finished }),
    isSpent: () => live?.isSpent() === true,
    end(isStopped) {
      // What was measured before has its recording, and what its author skips may ask for it again.
      const notSent = planned.cases
        .map((each) => each.case)
        .filter(({ id, skip }) => measured.has(id) || skip !== undefined);
      const recordings = isReplay && !isStopped ? replay?.hygiene(notSent) : undefined;
      const { written, wrong } = recorder?.end() ?? { written: [], wrong: [] };
      return {
        ...(recordings && { recordings }),
        said: recorder ? `${plural(written.length, 'recording')} written\n` : '',
        diagnostics: [
          ...wrong.map((each) => usageError('not-recorded', each)),
          ...(recordings && planned.isWhole
            ? staleRecordings(recordings, planned.suite?.file.recordings?.max_age)
            : []),
        ],
      };
    },
    close: async () => live?.close(),
  };
}

async function openReplay({ suite, redact, unset }: SuitePlan, speed: number): Promise<Replay> {
  const { createReplay } = await import('../recordings/replay.ts');
  if (!suite) throw new Error('a run without a suite has no recordings');
  // Held against the schema of its file.
  const maxAge = parseAge(suite.file.recordings?.max_age ?? '');
  return createReplay({
    ...{ root: suite.root, redact, speed, unset, now: () => new Date() },
    ...(maxAge !== undefined && { maxAge }),
  });
}

async function openRecorder({ suite, cases, redact }: SuitePlan, measured: ReadonlySet<string>): Promise<Recorder> {
  const { createRecorder } = await import('../recordings/record.ts');
  if (!suite) throw new Error('a run without a suite records nothing');
  const sent = cases.map((each) => each.case).filter(({ id }) => !measured.has(id));
  return createRecorder({ root: suite.root, cases: sent, redact });
}
