import { plural } from '../lib/plural.ts';
import type { GroupRecord } from '../model/record.ts';
import type { Reporter, RunEvent, RunStart } from '../model/run-event.ts';
import { failuresOf } from './failures.ts';
import { type Progress, startProgress } from './progress.ts';
import { renderFailure } from './render-failure.ts';
import { renderFixed, renderGroups } from './render-groups.ts';
import { renderScenario } from './render-scenario.ts';
import { renderSummary } from './render-summary.ts';
import type { ReporterOptions } from './reporter-options.ts';
import { createScreen } from './screen.ts';
import { addGroup, createTally } from './tally.ts';

/**
 * The report for people. A scenario gets its line when its last case is known. Failures come in full: on a terminal at
 * the end, where the eye is; otherwise at once, so that the log of a job that is killed has them.
 */
export function createPretty(options: ReporterOptions): Reporter {
  const { tty } = options;
  const screen = createScreen(options);
  const tally = createTally();
  const failures: string[] = [];
  let start: RunStart | undefined;
  let scenario: GroupRecord[] = [];
  let progress: Progress | undefined;
  // A blank line sets a scenario's line apart from a failure above it.
  let gap = '';

  const write = (text: string) => (progress === undefined ? options.write(text) : progress.writeAbove(text));

  const on = (event: RunEvent): void => {
    switch (event.kind) {
      case 'start':
        start = event;
        options.write(`${renderHeader(event)}\n\n`);
        if (tty) progress = startProgress(event.cases, options.write, screen);
        break;
      case 'case-start':
        progress?.caseStarted(event.id);
        break;
      case 'case-end':
        progress?.caseEnded(event.case.id);
        break;
      case 'group-end': {
        scenario.push(event.group);
        addGroup(tally, event.group);
        if (event.last) endScenario();
        break;
      }
      case 'end': {
        progress?.stop();
        const blocks = [
          ...renderGroups(tally, screen),
          ...renderFixed(event.fixed, screen),
          ...failures,
          ...(start ? [renderSummary(event, start, tally, screen)] : []),
        ];
        options.write(blocks.map((block) => `\n${block}\n`).join(''));
        break;
      }
    }
  };

  const endScenario = () => {
    const ended = scenario;
    scenario = [];
    if (!start) return;
    // What a run that was stopped did not reach gets no line each: the end says how many there are.
    const cases = ended.flatMap((group) => group.cases);
    if (cases.every((ran) => ran.skippedBy === 'run')) return;
    write(`${gap}${renderScenario(ended, screen)}\n`);
    gap = '';
    for (const failed of failuresOf(ended)) {
      const failure = renderFailure(failed, failed.length === cases.length, start.again, screen);
      if (tty) {
        failures.push(failure);
      } else {
        write(`\n${failure}\n`);
        gap = '\n';
      }
    }
  };

  const renderHeader = ({ suite, backend, cases }: RunStart) =>
    `${screen.style.bold(screen.say(suite))} ${screen.style.dim(`· ${backend} · ${plural(cases, 'case')}`)}`;

  return { on };
}
