import { padColumns, textWidth } from '../lib/columns.ts';
import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import type { GroupRecord } from '../model/record.ts';
import type { GroupVerdict } from '../model/run.ts';
import { type Screen, verdictSign } from './screen.ts';

// From the worst to the best: a scenario looks like its worst case.
const verdicts = ['failed', 'undecided', 'flaky', 'passed', 'skipped'] as const satisfies readonly GroupVerdict[];

/**
 * A scenario and its groups in one line: `✓ managed/stream-a-story    rest  12ms  sdk  14ms`. One with several rows gets
 * the counts of its verdicts instead.
 */
export function renderScenario(groups: readonly GroupRecord[], screen: Screen): string {
  const { style, width, say } = screen;
  const worst = verdicts.find((verdict) => groups.some((ran) => ran.verdict === verdict)) ?? 'skipped';
  const scenario = say(groups[0]?.scenario ?? '');
  const slash = scenario.lastIndexOf('/') + 1;
  const name = style.dim(scenario.slice(0, slash)) + scenario.slice(slash);
  // Room for two transports and a number of warnings. A longer id keeps its line for itself where it has to.
  const column = Math.max(24, Math.min(48, width - 43));
  const cells = [renderGroupCells(groups, worst, screen), renderWarnings(groups, screen)].filter(Boolean).join('  ');
  const gap =
    textWidth(name) > column && textWidth(name) + textWidth(cells) + 4 > width ? `\n${' '.repeat(column + 3)}` : ' ';
  return `${verdictSign(worst, screen)} ${padColumns(name, column)}${gap}${cells}`.trimEnd();
}

function renderGroupCells(groups: readonly GroupRecord[], worst: GroupVerdict, screen: Screen): string {
  // The end of the report has the reasons.
  if (worst === 'skipped') return screen.style.dim('  skipped');
  const oneRow = new Set(groups.map((ran) => ran.transport)).size === groups.length;
  const mixed = groups.some((ran) => ran.verdict !== worst);
  if (oneRow) return groups.map((ran) => renderGroup(ran, mixed, screen)).join('  ');
  const counts = verdicts
    .map((verdict) => ({ verdict, count: groups.filter((ran) => ran.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => (mixed ? `${verdictSign(verdict, screen)} ` : '  ') + `${count} ${verdict}`);
  const ms = groups.reduce((sum, ran) => sum + ran.durationMs, 0);
  return `${counts.join('  ')}  ${screen.style.dim(formatDuration(ms))}`;
}

function renderGroup(group: GroupRecord, mixed: boolean, screen: Screen): string {
  const { transport, verdict, durationMs, cases, passed } = group;
  const sign = mixed ? verdictSign(verdict, screen) : ' ';
  const time = verdict === 'skipped' ? '     -' : formatDuration(durationMs).padStart(6);
  const repeats = cases.length > 1 ? ` ${passed}/${cases.length}` : '';
  return `${sign} ${transport}${repeats} ${screen.style.dim(time)}`;
}

function renderWarnings(groups: readonly GroupRecord[], { style }: Screen): string {
  const findings = groups.flatMap(({ cases }) => cases).flatMap((ran) => ran.findings);
  const warnings = findings.filter((finding) => finding.severity === 'warn').length;
  return warnings === 0 ? '' : style.yellow(plural(warnings, 'warning'));
}
