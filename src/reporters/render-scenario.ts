import { padColumns, textWidth } from '../lib/columns.ts';
import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import type { Verdict } from '../model/run.ts';
import type { CaseRecord } from './case-record.ts';
import { type Screen, verdictSign } from './screen.ts';

// From the worst to the best: a scenario looks like its worst case.
const verdicts = ['failed', 'undecided', 'passed', 'skipped'] as const satisfies readonly Verdict[];

/**
 * A scenario and its cases in one line: `✓ managed/stream-a-story    rest  12ms  sdk  14ms`. One with several rows gets
 * the counts of its verdicts instead.
 */
export function renderScenario(cases: readonly CaseRecord[], screen: Screen): string {
  const { style, width, say } = screen;
  const worst = verdicts.find((verdict) => cases.some((ran) => ran.verdict === verdict)) ?? 'skipped';
  const scenario = say(cases[0]?.scenario ?? '');
  const slash = scenario.lastIndexOf('/') + 1;
  const name = style.dim(scenario.slice(0, slash)) + scenario.slice(slash);
  // Room for two transports and a number of warnings. A longer id keeps its line for itself where it has to.
  const column = Math.max(24, Math.min(48, width - 43));
  const cells = [renderCases(cases, worst, screen), renderWarnings(cases, screen)].filter(Boolean).join('  ');
  const gap =
    textWidth(name) > column && textWidth(name) + textWidth(cells) + 4 > width ? `\n${' '.repeat(column + 3)}` : ' ';
  return `${verdictSign(worst, screen)} ${padColumns(name, column)}${gap}${cells}`.trimEnd();
}

function renderCases(cases: readonly CaseRecord[], worst: Verdict, screen: Screen): string {
  // The end of the report has the reasons.
  if (worst === 'skipped') return screen.style.dim('  skipped');
  const oneRow = new Set(cases.map((ran) => ran.transport)).size === cases.length;
  const mixed = cases.some((ran) => ran.verdict !== worst);
  if (oneRow) return cases.map((ran) => renderCase(ran, mixed, screen)).join('  ');
  const counts = verdicts
    .map((verdict) => ({ verdict, count: cases.filter((ran) => ran.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => (mixed ? `${verdictSign(verdict, screen)} ` : '  ') + `${count} ${verdict}`);
  const ms = cases.reduce((sum, ran) => sum + ran.durationMs, 0);
  return `${counts.join('  ')}  ${screen.style.dim(formatDuration(ms))}`;
}

function renderCase({ transport, verdict, durationMs }: CaseRecord, mixed: boolean, screen: Screen): string {
  const sign = mixed ? verdictSign(verdict, screen) : ' ';
  const time = verdict === 'skipped' ? '     -' : formatDuration(durationMs).padStart(6);
  return `${sign} ${transport} ${screen.style.dim(time)}`;
}

function renderWarnings(cases: readonly CaseRecord[], { style }: Screen): string {
  const warnings = cases.flatMap((ran) => ran.findings).filter((finding) => finding.severity === 'warn').length;
  return warnings === 0 ? '' : style.yellow(plural(warnings, 'warning'));
}
