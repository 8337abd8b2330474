import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { wrapText } from '../lib/wrap.ts';
import type { Backend } from '../model/names.ts';
import type { RunEnd, RunStart, Totals } from '../model/run-event.ts';
import { renderAgain } from './render-again.ts';
import type { Screen } from './screen.ts';
import type { Tally } from './tally.ts';

/** What the run comes to, and what to do next. */
export function renderSummary(end: RunEnd, start: RunStart, tally: Tally, screen: Screen): string {
  const { style, width } = screen;
  const label = 9;
  const rows: [name: string, text: string][] = [
    ['checks', renderChecks(tally)],
    ['answers', renderAnswers(start.backend, tally)],
    ['time', end.durationMs === undefined ? '' : formatDuration(end.durationMs)],
  ];
  return [
    `${style.dim((end.totals.groups === end.totals.cases ? 'cases' : 'groups').padEnd(label))}${renderCounts(end.totals, screen)}`,
    ...(end.ended === 'complete' ? [] : [' '.repeat(label) + style.yellow(renderEnding(end))]),
    ...rows
      .filter(([, text]) => text !== '')
      .flatMap(([name, text]) =>
        wrapText(text, width - label).map((line, index) => style.dim((index === 0 ? name : '').padEnd(label)) + line),
      ),
    ...nextSteps(end, start, tally, screen),
  ].join('\n');
}

function renderCounts(totals: Totals, { style }: Screen): string {
  const { green, red, yellow, dim } = style;
  const colors = { passed: green, failed: red, undecided: yellow, flaky: yellow, skipped: dim };
  const counts = (['failed', 'undecided', 'flaky', 'passed', 'skipped'] as const)
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => colors[verdict](`${totals[verdict]} ${verdict}`));
  if (totals.groups === 0) return dim('none');
  return `${counts.join(', ')} ${dim(`of ${totals.groups}`)}`.trimStart();
}

function renderEnding({ ended, missing }: RunEnd): string {
  if (ended === 'interrupted') return 'stopped before all cases had run';
  return `${plural(missing.length, 'case')} without a result: the run did not come to its end`;
}

function renderChecks({ asked, notApplicable }: Tally): string {
  if (asked.all === 0) return 'none asked';
  const each = asked.fewest === asked.most ? `${asked.most}` : `${asked.fewest} to ${asked.most}`;
  const not = notApplicable > 0 ? `; ${plural(notApplicable, 'facet')} did not apply` : '';
  return `${asked.all} asked, ${each} in each case${not}`;
}

function renderAnswers(backend: Backend, { synthetic, asked }: Tally): string {
  if (asked.all === 0) return '';
  if (backend === 'live') return 'live';
  if (backend === 'replay') return 'replayed from recordings';
  const made = synthetic > 0 ? `; ${synthetic} synthetic, from scenarios that have no mock` : '';
  return `mock backend: answers are made up here, they say nothing about a model${made}`;
}

function nextSteps({ totals, ended }: RunEnd, { backend, again }: RunStart, tally: Tally, screen: Screen): string[] {
  const { style, width, say } = screen;
  const sentence = (text: string) => ['', ...wrapText(text, width)];
  if (totals.failed > 0) {
    const scenarios = [...tally.failed.scenarios].map(say);
    // The command of a single failure stands right above.
    if (scenarios.length < 2) return [];
    if (scenarios.length > 5) return sentence('The command under each failure repeats it.');
    return ['', ...renderAgain(again, scenarios, screen)];
  }
  if (totals.undecided > 0) {
    return sentence('Undecided: the service could not be asked, so nothing is known about the contract either way.');
  }
  if (totals.passed + totals.flaky === 0) return sentence('Nothing ran, so nothing was shown to hold.');
  if (backend !== 'mock' || ended !== 'complete' || tally.example === undefined) return [];
  const show = `npx vertex-scenarios show ${shellQuote(`${again.idPrefix}${say(tally.example)}`)}`;
  return ['', `${style.dim('see a request:')}    ${show}`, `${style.dim('on your project:')}  ${show} --as curl`];
}
