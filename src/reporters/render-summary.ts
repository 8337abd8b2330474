import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { wrapText } from '../lib/wrap.ts';
import type { Backend } from '../model/names.ts';
import type { RunEvent, Totals } from '../model/run.ts';
import type { Screen } from './screen.ts';
import type { Tally } from './tally.ts';

type End = Extract<RunEvent, { kind: 'end' }>;

/** What the run comes to, and what to do next. */
export function renderSummary(end: End, backend: Backend, tally: Tally, command: string, screen: Screen): string {
  const { style, width } = screen;
  const label = 9;
  const rows: [string, string, ((text: string) => string)?][] = [
    ['checks', renderChecks(tally)],
    ['answers', renderAnswers(backend, tally), backend === 'mock' ? style.yellow : undefined],
    ['time', formatDuration(end.ms)],
  ];
  return [
    `${style.dim('cases'.padEnd(label))}${renderCounts(end.totals, screen)}`,
    ...(end.interrupted ? [' '.repeat(label) + style.yellow('stopped before all cases had run')] : []),
    ...rows.flatMap(([name, text, color = (plain: string) => plain]) =>
      wrapText(text, width - label).map(
        (line, index) => style.dim((index === 0 ? name : '').padEnd(label)) + color(line),
      ),
    ),
    ...nextSteps(end, backend, tally, command, screen),
  ].join('\n');
}

function renderCounts(totals: Totals, { style }: Screen): string {
  const colors = { passed: style.green, failed: style.red, undecided: style.yellow, skipped: style.dim };
  const counts = (['failed', 'undecided', 'passed', 'skipped'] as const)
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => colors[verdict](`${totals[verdict]} ${verdict}`));
  return `${counts.join(', ')} ${style.dim(`of ${totals.cases}`)}`.trimStart();
}

function renderChecks({ asked }: Tally): string {
  if (asked.all === 0) return 'none asked';
  const each = asked.fewest === asked.most ? `${asked.most}` : `${asked.fewest} to ${asked.most}`;
  return `${plural(asked.all, 'check').replace(/ checks?$/, '')} asked, ${each} of each case`;
}

function renderAnswers(backend: Backend, { synthetic }: Tally): string {
  if (backend === 'live') return 'live';
  if (backend === 'replay') return 'replayed from recordings';
  const made = synthetic > 0 ? `; ${synthetic} synthetic, from scenarios that have no mock` : '';
  return `mock backend: answers are made up here, they say nothing about a model${made}`;
}

function nextSteps({ totals }: End, backend: Backend, tally: Tally, command: string, screen: Screen): string[] {
  const { style, width, say } = screen;
  const scenarios = [...tally.failed.scenarios].map((id) => shellQuote(say(id)));
  const sentence = (text: string) => ['', ...wrapText(text, width)];
  if (totals.failed > 0) {
    if (scenarios.length < 2) return [];
    if (scenarios.length > 5) return sentence('The command under each failure repeats it.');
    return ['', `${style.dim('again:')} ${command} ${scenarios.join(' ')}`];
  }
  if (totals.undecided > 0) {
    return sentence('Undecided: the service could not be asked, so nothing is known about the contract either way.');
  }
  if (totals.passed === 0) return sentence('Nothing ran, so nothing was shown to hold.');
  if (backend !== 'mock') return [];
  return [
    '',
    `${style.dim('Ask your own project:')}   ${command} --live`,
    `${style.dim('See what a case sends:')}  npx vertex-scenarios show ID`,
  ];
}
