import { formatDuration } from '../../../lib/format-duration.ts';
import { plural } from '../../../lib/plural.ts';
import { shellQuote } from '../../../lib/shell-quote.ts';
import type { CaseView, ExchangeView, FindingView, GroupRow } from '../page-data.ts';
import { command } from './copy.ts';
import type { PageData } from './data.ts';
import { h } from './dom.ts';
import { renderExchange } from './exchange.ts';
import { countFindings, renderFindings } from './finding.ts';
import { breakable } from './list.ts';
import { sign } from './words.ts';

/** All that is known of a group. `close` leads back to the list. */
export function renderDetail(data: PageData, row: GroupRow, close: () => void): Node[] {
  const { cases, left } = data.group(row.number) ?? { cases: [], left: 0 };
  const exchanges = data.exchanges(row.number);
  const { repeats } = row;
  const body = h('div');
  const show = (index: number) => {
    const shown = cases[index];
    if (!shown) return;
    body.replaceChildren(...renderCase(data, shown, exchanges?.[index] ?? []));
    picker.querySelectorAll('button').forEach((button, at) => {
      button.setAttribute('aria-pressed', String(at === index));
    });
  };
  const picker = h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': 'Repeats' },
    ...cases.map(({ verdict }, index) =>
      h('button', { type: 'button', class: 'chip', click: () => show(index) }, sign(verdict), `#${index + 1}`),
    ),
  );
  const failed = cases.findIndex(({ verdict }) => verdict !== 'passed');
  show(Math.max(0, failed));
  return [
    h('button', { type: 'button', class: 'quiet back', click: close }, '← All groups'),
    h(
      'h2',
      { tabindex: -1, class: `heading ${row.verdict}` },
      sign(row.verdict),
      h('span', { class: 'name' }, ...breakable(row.id)),
    ),
    h('p', { class: 'title' }, row.title),
    row.reason !== undefined &&
      (row.verdict !== 'failed' || cases.length === 0) &&
      h('p', { class: 'why' }, row.reason),
    repeats && h('p', {}, `${repeats.passed} of ${plural(repeats.cases, 'repeat')} passed, ${repeats.pass} must`),
    cases.length > 1 && picker,
    left > 0 && h('p', { class: 'left' }, `${plural(left, 'more case')} of this group are left out`),
    cases.length === 0 &&
      h('p', { class: 'empty' }, 'Its details were left out, to keep this page small. The JSON report has them.'),
    body,
  ].filter((part) => part !== undefined && part !== false);
}

function renderCase(data: PageData, ran: CaseView, exchanges: readonly ExchangeView[]): Node[] {
  const idOf = (exchange: number) => (event: number) => `event-${exchange}-${event}`;
  const target = (finding: FindingView) => {
    // The findings of a case are about the last time it ran.
    const index = exchanges.findLastIndex(({ step }) => step === finding.step);
    const row = () => document.getElementById(idOf(index)(finding.event ?? 0));
    const answer = exchanges[index]?.answer;
    const isShown = answer?.kind === 'response' && answer.stream?.events.some(({ number }) => number === finding.event);
    return isShown ? () => row()?.focus() : undefined;
  };
  const count = countFindings(ran.findings);
  return [
    renderFacts(ran),
    command(`${data.run.again.command} ${shellQuote(data.run.again.idPrefix + ran.id)}`),
    ...ran.unsent.map(({ step, reason }) => h('p', { class: 'why' }, `Step ${step} was not sent: ${reason}`)),
    ...(count === '' ? [] : [h('h3', {}, 'Findings', h('small', {}, count))]),
    ...renderFindings(ran.findings, target),
    ...ran.before.flatMap((findings, index) => [
      h('h3', {}, `Before, at try ${index + 1}`, h('small', {}, countFindings(findings))),
      ...renderFindings(findings, undefined),
    ]),
    renderAttempts(ran),
    renderChecks(ran, data.run.checkSets[ran.asked] ?? []),
    h('h3', {}, 'On the wire'),
    ...(exchanges.length > 0
      ? exchanges.map((exchange, index) => renderExchange(exchange, idOf(index)))
      : [h('p', { class: 'empty' }, missing[ran.exchanges])]),
  ];
}

const missing = {
  none: 'Nothing was sent.',
  kept: 'Left out, to keep this page small. It is in the folder of the run, below .vertex-scenarios/runs.',
  'no-room':
    'Left out, to keep this page small. Where it was kept, it is in the folder of the run, below .vertex-scenarios/runs.',
  'not-kept': 'Not kept: of mocks and recordings, a run keeps what was sent and received for cases that failed.',
} as const;

function renderFacts(ran: CaseView): HTMLElement {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['scenario', ran.place],
    ['endpoint', `${ran.endpoint} (${ran.profile})`],
    ['answer', ran.synthetic ? 'synthetic: made up from the request' : ran.mocked ? 'from a mock' : undefined],
    ['layout', ran.layout === '' ? 'no events' : ran.layout],
    ['time', ran.attempts.length === 0 ? undefined : formatDuration(ran.durationMs)],
    ['twin of', ran.twinOf],
  ];
  return h(
    'dl',
    { class: 'case' },
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [h('dt', {}, name), h('dd', {}, value)])),
  );
}

function renderAttempts({ attempts }: CaseView): HTMLElement {
  if (attempts.length === 0) return h('p', { class: 'unseen' }, 'no attempts');
  const hasSteps = attempts.some(({ step }) => step !== undefined);
  const heads = [...(hasSteps ? ['step'] : []), 'result', 'time'];
  return h(
    'details',
    { open: attempts.length > 1 },
    h('summary', {}, `${plural(attempts.length, 'attempt')}`),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      h(
        'tbody',
        {},
        ...attempts.map(({ step = '', result, durationMs }) =>
          h(
            'tr',
            {},
            hasSteps && h('td', {}, step),
            h('td', {}, result),
            h('td', { class: 'figure' }, formatDuration(durationMs)),
          ),
        ),
      ),
    ),
  );
}

function renderChecks({ notApplicable }: CaseView, asked: readonly string[]): HTMLElement {
  const not = notApplicable.length === 0 ? '' : `, ${notApplicable.length} did not apply`;
  return h(
    'details',
    {},
    h('summary', {}, `${plural(asked.length, 'check')} asked${not}`),
    asked.length > 0 && h('p', { class: 'asked' }, ...asked.map((check) => h('code', {}, check))),
    notApplicable.length > 0 &&
      h('ul', {}, ...notApplicable.map(({ check, reason }) => h('li', {}, h('code', {}, check), `: ${reason}`))),
  );
}
