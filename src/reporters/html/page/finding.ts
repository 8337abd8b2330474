import { plural } from '../../../lib/plural.ts';
import type { Findings, FindingView, YamlView } from '../page-data.ts';
import { h } from './dom.ts';

const words = { error: 'error', warn: 'warning', info: 'information' } as const;

/** Findings: each with its two places side by side. `showEvent` leads to an event of a stream. */
export function renderFindings(
  { shown, left }: Findings,
  showEvent: ((finding: FindingView) => (() => void) | undefined) | undefined,
): Node[] {
  return [
    ...shown.map((finding) => renderFinding(finding, showEvent?.(finding))),
    ...(left.length > 0
      ? [h('p', { class: 'left' }, `Left out: ${left.join(', ')}. The JSON report has them all.`)]
      : []),
  ];
}

function renderFinding(finding: FindingView, show: (() => void) | undefined): HTMLElement {
  const { check, severity, message, expected, actual, more, known } = finding;
  return h(
    'section',
    { class: `finding ${known === undefined ? severity : 'known'}` },
    h(
      'h4',
      {},
      h('span', { class: 'check' }, check),
      h('span', { class: 'severity' }, known === undefined ? words[severity] : 'known'),
      h('span', { class: 'message' }, message),
    ),
    known !== undefined && h('p', { class: 'quirk' }, known),
    (expected !== undefined || actual !== undefined) &&
      h(
        'dl',
        { class: 'values' },
        ...(expected === undefined ? [] : [h('dt', {}, 'expected'), h('dd', {}, expected)]),
        ...(actual === undefined ? [] : [h('dt', {}, 'actual'), h('dd', {}, actual)]),
      ),
    h('div', { class: 'places' }, renderYaml(finding.yaml), renderAnswer(finding, show)),
    more > 0 && h('p', { class: 'left' }, `and ${more} more like it, elsewhere in the answer`),
  );
}

function renderYaml({ place, line, before, marked, after }: YamlView): HTMLElement {
  return h(
    'div',
    {},
    h('h5', {}, 'Scenario'),
    h('p', { class: 'where' }, place),
    h(
      'pre',
      { class: 'yaml', tabindex: 0, 'aria-label': `Line ${line}` },
      h('span', { class: 'line' }, `${line} `),
      h('code', {}, before, h('mark', {}, marked), after),
    ),
  );
}

function renderAnswer({ where, excerpt, event }: FindingView, show: (() => void) | undefined): HTMLElement {
  return h(
    'div',
    {},
    h('h5', {}, 'Answer'),
    h(
      'p',
      { class: 'where' },
      where === '' ? 'the answer as a whole' : where,
      show !== undefined &&
        event !== undefined &&
        h('button', { type: 'button', class: 'quiet', click: show }, `Show event ${event}`),
    ),
    excerpt !== undefined && h('pre', { tabindex: 0, 'aria-label': 'Excerpt' }, h('code', {}, excerpt)),
  );
}

/** `3 errors, 1 warning`. */
export function countFindings({ shown }: Findings): string {
  const counts = (['error', 'warn', 'info'] as const).map((severity) => {
    const all = shown.filter((finding) => finding.severity === severity).reduce((sum, { more }) => sum + 1 + more, 0);
    const noun = { error: 'error', warn: 'warning', info: 'note' }[severity];
    return all === 0 ? '' : plural(all, noun);
  });
  return counts.filter(Boolean).join(', ');
}
