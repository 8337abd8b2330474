import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import { wrapText } from '../lib/wrap.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';
import type { Again } from '../model/run-event.ts';
import { errorsOf, type FailedCase } from './failures.ts';
import { renderAgain } from './render-again.ts';
import { renderFinding } from './render-finding.ts';
import { repeatedFindings } from './repeated-findings.ts';
import { type Screen, verdictSign } from './screen.ts';

const perCheck = 3;
const perCase = 10;
const idsShown = 4;

/**
 * Failed cases of one scenario that failed alike, as one block. It ends with the command that repeats them: the scenario
 * where all of its cases failed so (`whole`), otherwise the cases.
 */
export function renderFailure(failed: readonly FailedCase[], whole: boolean, again: Again, screen: Screen): string {
  const lines = renderAgain(again, idsOf(failed, whole).map(screen.say), screen);
  return [...describeFailure(failed, screen), '', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** What repeats them: see `renderFailure`. */
export function idsOf(failed: readonly FailedCase[], whole: boolean): string[] {
  const ids = failed.map(({ ran }) => (whole || failed.length > idsShown ? ran.scenario : ran.id));
  return [...new Set(ids)];
}

/** The same without the command. */
export function describeFailure(failed: readonly FailedCase[], screen: Screen): string[] {
  const [first] = failed;
  if (!first) return [];
  const { style, say } = screen;
  const heads = failed
    .slice(0, idsShown)
    .map(({ ran }) => `${verdictSign('failed', screen)} ${style.bold(say(ran.id))}`);
  if (failed.length > idsShown) heads.push(`  and ${plural(failed.length - idsShown, 'more case')} in the same way`);
  const { shown, left } = repeatedFindings(errorsOf(first.ran), perCheck, perCase);
  return [
    ...heads,
    ...wrapText(renderFacts(first.ran, first.group, screen), screen.width - 2).map((line) => `  ${style.dim(line)}`),
    ...shown.flatMap(({ finding, more }) => ['', ...renderFinding(finding, screen, { form: 'full', more })]),
    ...(left.size === 0 ? [] : ['', ...renderLeft(left, screen)]),
  ];
}

function renderLeft(left: ReadonlyMap<string, number>, { say, width }: Screen): string[] {
  const all = [...left.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...left].map(([check, count]) => `${count} of ${say(check)}`);
  const text = `and ${plural(all, 'more finding')}: ${parts.join(', ')} (--reporter json=FILE has them all)`;
  return wrapText(text, width - 2).map((line) => `  ${line}`);
}

function renderFacts(ran: CaseRecord, { cases, passed, pass }: GroupRecord, { say }: Screen): string {
  const last = ran.attempts.at(-1);
  const steps = new Set(ran.attempts.map(({ step }) => step)).size;
  const result = typeof last?.result === 'number' ? `HTTP ${last.result}` : (last?.result ?? '');
  return [
    say(ran.title),
    ...(last === undefined ? [] : [`${say(result)} in ${formatDuration(last.durationMs)}`]),
    ...(ran.attempts.length > steps ? [plural(ran.attempts.length, 'attempt')] : []),
    ...(cases.length > 1 ? [`${passed} of ${cases.length} repeats passed, ${pass} must`] : []),
    ...(ran.failedBefore ? [`failed ${plural(ran.failedBefore.length + 1, 'time')} in a row`] : []),
    ...(ran.unsent ?? []).map(({ step, reason }) => `step ${step} was not sent: ${reason}`),
    ...(ran.layout === undefined ? [] : [ran.layout === '' ? 'no events' : `layout ${say(ran.layout)}`]),
    ...(ran.synthetic ? ['synthetic answer'] : []),
  ].join(' · ');
}
