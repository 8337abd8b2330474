import { formatDuration } from '../../../lib/format-duration.ts';
import { plural } from '../../../lib/plural.ts';
import type { ExchangeView, Header, TextView } from '../page-data.ts';
import { h } from './dom.ts';
import { renderTimeline } from './timeline.ts';
import { size } from './words.ts';

/** What went over the wire, once. `idOf` names the rows of its events. */
export function renderExchange(exchange: ExchangeView, idOf: (event: number) => string): HTMLElement {
  const { name, request, answer, headersMs, endMs } = exchange;
  const times = [
    ...(headersMs === undefined ? [] : [`headers after ${formatDuration(headersMs)}`]),
    `ended after ${formatDuration(endMs)}`,
  ].join(', ');
  return h(
    'section',
    { class: 'exchange' },
    name !== '' && h('h4', {}, name),
    h('h5', {}, 'Request'),
    h('p', { class: 'where' }, request.line),
    renderHeaders(request.headers),
    ...renderText(request.body, 'The body of the request'),
    h('h5', {}, 'Answer'),
    answer.kind === 'no-response' &&
      h('p', { class: 'ended' }, `no answer (${answer.reason}): ${answer.message}, ${times}`),
    ...(answer.kind === 'no-response'
      ? []
      : [
          h('p', {}, h('strong', {}, `HTTP ${answer.status}`), `, ${times}`),
          answer.end !== undefined && h('p', { class: 'ended' }, answer.end),
          renderHeaders(answer.headers),
          ...(answer.stream === undefined
            ? renderText(answer.body, 'The body of the answer')
            : [
                h('h5', {}, plural(answer.stream.events.length + answer.stream.left, 'event')),
                ...renderTimeline(answer.stream, endMs, idOf),
                folded('As it came', renderText(answer.body, 'The body of the answer')),
              ]),
        ]),
  );
}

function renderHeaders(headers: readonly Header[]): HTMLElement {
  if (headers.length === 0) return h('p', { class: 'left' }, 'no headers');
  const rows = headers.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
  return folded(plural(headers.length, 'header'), [h('dl', { class: 'headers' }, ...rows)]);
}

function renderText({ text, bytes, left }: TextView, label: string): Node[] {
  if (bytes === 0) return [h('p', { class: 'left' }, 'an empty body')];
  return [
    h('pre', { tabindex: 0, role: 'group', 'aria-label': label }, h('code', {}, text)),
    ...(left > 0 ? [h('p', { class: 'left' }, `${size(left)} more`)] : []),
  ];
}

function folded(summary: string, children: readonly Node[]): HTMLElement {
  return h('details', {}, h('summary', {}, summary), ...children);
}
