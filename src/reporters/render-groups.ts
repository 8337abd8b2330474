import { plural } from '../lib/plural.ts';
import { wrapText } from '../lib/wrap.ts';
import { renderFinding } from './render-finding.ts';
import { type Screen, verdictSign } from './screen.ts';
import type { Group, Tally } from './tally.ts';

const scenariosShown = 5;

/** What is not a failure but must not be overlooked: undecided and skipped cases by cause, warnings by check. */
export function renderGroups(tally: Tally, screen: Screen): string[] {
  const { style, say } = screen;
  return [
    ...[...tally.undecided].map(([cause, group]) =>
      block(verdictSign('undecided', screen), `${plural(group.cases, 'case')} undecided`, [
        ...indented(say(cause), screen),
        ...renderScenarios(group, screen),
      ]),
    ),
    ...[...tally.warnings].map(([check, group]) =>
      block(style.yellow('!'), `${say(check)}: ${plural(group.count, 'warning')} in ${plural(group.cases, 'case')}`, [
        ...renderFinding(group.example, screen, 'short'),
        ...renderScenarios(group, screen),
      ]),
    ),
    ...[...tally.skipped].map(([reason, group]) =>
      block(verdictSign('skipped', screen), `${plural(group.cases, 'case')} skipped`, [
        ...indented(say(reason), screen),
        ...renderScenarios(group, screen),
      ]),
    ),
  ];

  function block(sign: string, head: string, lines: readonly string[]): string {
    return [`${sign} ${style.bold(head)}`, ...lines].join('\n');
  }
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
