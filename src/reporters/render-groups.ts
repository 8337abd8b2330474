import { plural } from '../lib/plural.ts';
import { wrapText } from '../lib/wrap.ts';
import type { FixedQuirk } from '../model/run-event.ts';
import { renderFinding } from './render-finding.ts';
import { type Screen, verdictSign } from './screen.ts';
import type { Alike, Tally } from './tally.ts';

const scenariosShown = 5;

/** What is not a failure but must not be overlooked: skipped and undecided cases by cause, warnings by check. */
export function renderGroups(tally: Tally, screen: Screen): string[] {
  return [
    ...renderCauses(tally.skipped, 'skipped', screen),
    ...renderWarnings(tally.warnings, screen),
    ...renderKnown(tally.known, screen),
    ...renderFlaky(tally.flaky, screen),
    ...renderCauses(tally.undecided, 'undecided', screen),
  ];
}

function renderKnown(groups: Tally['known'], screen: Screen): string[] {
  const { style, say } = screen;
  return [...groups.values()].map(({ quirk: { rule, reason, owner, expires, link }, ...group }) =>
    [
      `${style.dim('≈')} ${style.bold(`${say(rule)}: known in ${plural(group.cases, 'case')}`)}`,
      ...indented(
        `${say(reason)} (${say(owner)}, until ${expires}${link === undefined ? '' : `, ${say(link)}`})`,
        screen,
      ),
      ...renderScenarios(group, screen),
    ].join('\n'),
  );
}

function renderFlaky(groups: Tally['flaky'], screen: Screen): string[] {
  return [...groups].map(([checks, group]) =>
    [
      `${verdictSign('flaky', screen)} ${screen.style.bold(`${plural(group.cases, 'case')} flaky`)}`,
      ...indented(`failed with ${screen.say(checks)}, and passed when it ran again`, screen),
      ...renderScenarios(group, screen),
    ].join('\n'),
  );
}

/** Quirks that can be removed from the suite. */
export function renderFixed(fixed: readonly FixedQuirk[], screen: Screen): string[] {
  const { style, say } = screen;
  return fixed.map(({ quirk: { rule, reason }, place }) =>
    [
      `${style.green('✓')} ${style.bold(`${say(rule)}: fixed`)}`,
      ...indented(
        `${say(reason)}: this no longer happens. Remove the quirk at ${say(place.file)}:${place.line}`,
        screen,
      ),
    ].join('\n'),
  );
}

export function renderCauses(groups: Tally['skipped'], verdict: 'skipped' | 'undecided', screen: Screen): string[] {
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
      ...[...group.examples.values()].flatMap((each) => renderFinding(each, screen, { form: 'short', more: 0 })),
      ...renderScenarios(group, screen),
    ].join('\n');
  });
}

function renderScenarios({ scenarios }: Alike, screen: Screen): string[] {
  const names = [...scenarios].slice(0, scenariosShown).map(screen.say);
  const more = scenarios.size - names.length;
  const text = `in ${names.join(', ')}${more > 0 ? ` and ${plural(more, 'more scenario')}` : ''}`;
  return indented(text, screen).map(screen.style.dim);
}

function indented(text: string, { width }: Screen): string[] {
  return wrapText(text, width - 2).map((line) => `  ${line}`);
}
