import { openAnswers } from '../commands/answers.ts';
import { flagsThatFillIn, typedCommand } from '../commands/typed-command.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { GroupRecord } from '../model/record.ts';
import type { Again, Reporter, Totals } from '../model/run-event.ts';
import type { PlannedCase } from '../run/run-case.ts';
import { run } from '../run.ts';
import { call } from './call.ts';
import type { Loaded } from './load.ts';

/** How fast, and how often, requests are sent; each is a flag of `run` of the same name. */
export interface Pacing {
  /** Requests in flight at once; 8 where not set. */
  readonly concurrency?: number;
  /** Transport retries of one request; 2 where not set. */
  readonly retries?: number;
  /** How often a case that failed runs again; a group that then passes is flaky. */
  readonly assertRetries?: number;
  /** Live: at most so many requests in any minute for one model and project. */
  readonly rpm?: number;
  /** Live: stops after so many requests. */
  readonly maxCalls?: number;
  /** Replay: how fast recorded time passes; 0, without waiting, where not set. */
  readonly replaySpeed?: number;
}

/** Whoever answers stands ready; cases can be run in one go or a few at a time. */
export interface OpenRun {
  run(
    cases: readonly PlannedCase[],
    signal: AbortSignal,
    reporters?: readonly Reporter[],
  ): Promise<{ readonly totals: Totals; readonly groups: readonly GroupRecord[] }>;
  /** Did `maxCalls` keep requests from being sent? */
  isSpent(): boolean;
  /** What is to be said of recordings once all cases have run; nothing where the run was stopped. */
  end(isStopped?: boolean): readonly Diagnostic[];
  close(): Promise<void>;
}

export async function openRun({ plan, options }: Loaded, pacing: Pacing, signal: AbortSignal): Promise<OpenRun> {
  const { concurrency = 8, retries = 2, assertRetries = 0, rpm, maxCalls, replaySpeed = 0 } = pacing;
  const { invocation } = call([], options, signal);
  const answers = await openAnswers(
    plan,
    { concurrency, rpm, maxCalls, speed: replaySpeed },
    invocation,
    new Set<string>(),
  );
  const facts = {
    version: invocation.version,
    startedAt: new Date().toISOString(),
    flags: flagsThatFillIn(invocation),
    again: againOf({ plan, options }),
  };
  return {
    async run(cases, signal, reporters = []) {
      const groups: GroupRecord[] = [];
      const keep: Reporter = {
        on(event) {
          if (event.kind === 'group-end') groups.push(event.group);
        },
      };
      const isWhole = plan.isWhole && cases.length === plan.cases.length;
      const totals = await run(
        { ...plan, cases, isWhole },
        {
          concurrency: plan.backend === 'live' ? 2 * concurrency : concurrency,
          ...{ retries, assertRetries, signal, facts, redact: plan.redact, reporters: [...reporters, keep] },
          ...answers.options,
        },
      );
      return { totals, groups };
    },
    isSpent: answers.isSpent,
    end: (isStopped) => answers.end(isStopped).diagnostics,
    close: answers.close,
  };
}

/** The command that runs something of this suite again, with the same options. */
export function againOf({ plan, options }: Loaded): Again {
  const { command, idPrefix } = typedCommand(call([], options).invocation, plan.suite?.root);
  return { command: plan.redact(command), idPrefix };
}
