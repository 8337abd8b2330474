import { plural } from '../lib/plural.ts';
import type { Backend } from '../model/names.ts';
import type { Reporter, RunEvent } from '../model/run.ts';
import { type CaseRecord, caseRecord } from './case-record.ts';
import { type Progress, startProgress } from './progress.ts';
import { failureKey, renderFailure } from './render-failure.ts';
import { renderGroups } from './render-groups.ts';
import { renderScenario } from './render-scenario.ts';
import { renderSummary } from './render-summary.ts';
import type { ReporterOptions } from './reporter-options.ts';
import { createScreen } from './screen.ts';
import { addCase, createTally } from './tally.ts';

/**
 * The report for people. A scenario gets its line when its last case is known. Failures come in full: on a terminal at
 * the end, where the eye is; otherwise at once, so that the log of a job that is killed has them.
 */
export function createPretty(options: ReporterOptions): Reporter {
  const { tty, again } = options;
  const screen = createScreen(options);
  const tally = createTally();
  const failures: string[] = [];
  let backend: Backend = 'mock';
  let scenario: CaseRecord[] = [];
  let progress: Progress | undefined;
  // A blank line sets a scenario's line apart from a failure above it.
  let gap = '';

  const write = (text: string) => (progress === undefined ? options.write(text) : progress.writeAbove(text));

  const on = (event: RunEvent): void => {
    switch (event.kind) {
      case 'start':
        backend = event.backend;
        options.write(`${renderHeader(event)}\n\n`);
        if (tty) progress = startProgress(event.cases, options.write, screen);
        break;
      case 'case-start':
        progress?.caseStarted(event.case.id);
        break;
      case 'case-end': {
        const ran = caseRecord(event.result, backend);
        progress?.caseEnded(ran.id);
        scenario.push(ran);
        addCase(tally, ran);
        if (event.last) endScenario();
        break;
      }
      case 'end': {
        progress?.stop();
        const blocks = [
          ...renderGroups(tally, screen),
          ...failures,
          renderSummary(event, backend, tally, again, screen),
        ];
        options.write(blocks.map((block) => `\n${block}\n`).join(''));
        break;
      }
    }
  };

  const endScenario = () => {
    const ended = scenario;
    scenario = [];
    // What a run that was stopped did not reach gets no line each: the end says how many there are.
    if (ended.every((ran) => ran.skippedBy === 'run')) return;
    write(`${gap}${renderScenario(ended, screen)}\n`);
    gap = '';
    const alike = new Map<string, CaseRecord[]>();
    for (const ran of ended.filter(({ verdict }) => verdict === 'failed')) {
      const key = failureKey(ran);
      const cases = alike.get(key);
      if (cases === undefined) alike.set(key, [ran]);
      else cases.push(ran);
    }
    for (const cases of alike.values()) {
      const failure = renderFailure(cases, cases.length === ended.length, again, screen);
      if (tty) {
        failures.push(failure);
      } else {
        write(`\n${failure}\n`);
        gap = '\n';
      }
    }
  };

  const renderHeader = ({ suite, cases }: Extract<RunEvent, { kind: 'start' }>) =>
    `${screen.style.bold(screen.say(suite))} ${screen.style.dim(`· ${backend} · ${plural(cases, 'case')}`)}`;

  return { on };
}
