import { formatDuration } from '../../lib/format-duration.ts';
import { plural } from '../../lib/plural.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { RunEnd, RunStart } from '../../model/run-event.ts';
import type { Tally } from '../tally.ts';
import { verdictInWords } from '../verdict-in-words.ts';
import type { Headline, RunView } from './page-data.ts';
import { showLine } from './show-text.ts';

const scenariosShown = 8;

/** The run as a whole: the head of the page. `wrong`: what did not run though it should have. */
export function runHead(
  end: RunEnd,
  start: RunStart,
  tally: Tally,
  wrong: string | undefined,
): Omit<RunView, 'notes' | 'checkSets' | 'left'> {
  const { backend, again, version, startedAt } = start;
  return {
    suite: showLine(start.suite),
    headline: headline(end, wrong),
    facts: factsOf(end, start, tally).map((fact) => showLine(fact)),
    totals: end.totals,
    next: nextOf(end, start, tally),
    again: { command: showLine(again.command), idPrefix: showLine(again.idPrefix) },
    mocked: backend === 'mock',
    made: showLine(`vertex-scenarios ${version} · ${startedAt}`),
  };
}

function headline({ totals }: RunEnd, wrong: string | undefined): Headline {
  const text = verdictInWords(totals, wrong);
  const tone = text.startsWith('✓') ? 'good' : text.startsWith('✗') ? 'bad' : 'open';
  return { tone, text: text.slice(2) };
}

function factsOf({ totals, durationMs }: RunEnd, { backend, cases }: RunStart, tally: Tally): string[] {
  const answers = backend === 'live' ? ['live'] : backend === 'replay' ? ['replayed from recordings'] : [];
  const { asked, notApplicable, synthetic } = tally;
  return [
    ...answers,
    ...(totals.cases === totals.groups && totals.cases === cases ? [] : [plural(totals.cases, 'case')]),
    ...(asked.all > 0 ? [`${plural(asked.all, 'check')} asked`] : []),
    ...(notApplicable > 0 ? [`${plural(notApplicable, 'facet')} did not apply`] : []),
    ...(synthetic > 0 ? [`${plural(synthetic, 'synthetic answer')}`] : []),
    ...(durationMs === undefined ? [] : [formatDuration(durationMs)]),
  ];
}

function nextOf({ totals, ended }: RunEnd, { again, backend }: RunStart, tally: Tally): RunView['next'] {
  if (totals.failed > 0) {
    const scenarios = [...tally.failed.scenarios];
    const words = scenarios.map((id) => shellQuote(`${again.idPrefix}${id}`));
    const text = 'Each failure below has the line of YAML, the place in the answer and the command that repeats it.';
    if (words.length > scenariosShown) return { text, commands: [] };
    return { text, commands: [showLine([again.command, ...words].join(' '))] };
  }
  if (totals.undecided > 0) {
    const text = 'The service could not be asked, so nothing is known about the contract either way. The causes:';
    return { text, commands: [] };
  }
  if (ended !== 'complete') return { text: 'Run it again to the end before you rely on it.', commands: [] };
  if (totals.passed + totals.flaky === 0) return { text: 'Nothing ran, so nothing was shown to hold.', commands: [] };
  if (backend !== 'mock') return { commands: [] };
  const command = `${again.command} --live --dry-run`;
  return { text: 'What would be sent to the real service:', commands: [showLine(command)] };
}
