import { plural } from '../lib/plural.ts';
import { wrapText } from '../lib/wrap.ts';
import { renderFinding } from './render-finding.ts';
import { type Screen, verdictSign } from './screen.ts';
import type { Group, Tally } from './tally.ts';

const scenariosShown = 5;

/** What is not a failure but must not be overlooked: skipped and undecided cases by cause, warnings by check. */
export function renderGroups(tally: Tally, screen: Screen): string[] {
  return [
    ...renderCauses(tally.skipped, 'skipped', screen),
    ...renderWarnings(tally.warnings, screen),
    ...renderCauses(tally.undecided, 'undecided', screen),
  ];
}

function renderCauses(groups: Tally['skipped'], verdict: 'skipped' | 'undecided', screen: Screen): string[] {
  return [...groups].map(([cause, group]) =>
    [
      `${verdictSign(verdict, screen)} ${screen.style.bold(`${plural(group.cases, 'case')} ${verdict}`)}`,
      ...indented(screen.say(cause), screen),
      ...renderScenarios(group, screen),
    ].join('\n'),
  );
}

function renderWarnings(groups: Tally['warnings'], screen: Screen): string[] {
  const { style, say } = screen;
  return [...groups].map(([check, group]) => {
    const head = `${say(check)}: ${plural(group.count, 'warning')} in ${plural(group.cases, 'case')}`;
    return [
      `${style.yellow('!')} ${style.bold(head)}`,
      ...renderFinding(group.example, screen, { form: 'short', more: 0 }),
      ...renderScenarios(group, screen),
    ].join('\n');
  });
}

function renderScenarios({ scenarios }: Group, screen: Screen): string[] {
  const names = [...scenarios].slice(0, scenariosShown).map(screen.say);
  const more = scenarios.size - names.length;
  const text = `in ${names.join(', ')}${more > 0 ? ` and ${plural(more, 'more scenario')}` : ''}`;
  return indented(text, screen).map(screen.style.dim);
}

function indented(text: string, { width }: Screen): string[] {
  return wrapText(text, width - 2).map((line) => `  ${line}`);
}
