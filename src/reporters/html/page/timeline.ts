import type { EventView, StreamView } from '../page-data.ts';
import { h } from './dom.ts';
import { count, size } from './words.ts';

/** The letters of the layout language. */
const letters: { readonly [letter: string]: string } = {
  R: 'role',
  T: 'thought',
  C: 'content',
  K: 'tool call begins',
  k: 'arguments',
  X: 'refusal',
  M: 'media',
  F: 'finish',
  U: 'usage',
  '-': 'empty delta',
  E: 'error',
  H: 'comment',
  D: '[DONE]',
  '!': 'unparsable',
};

/** The events of a stream: along a line of time, then each with its time, letter, size and what is new in it. */
export function renderTimeline({ events, left }: StreamView, endMs: number, idOf: (event: number) => string): Node[] {
  const last = Math.max(endMs, ...events.map(({ at = 0 }) => at), 1);
  const strip = h('div', { class: 'strip', 'aria-hidden': 'true' });
  for (const { at, token } of events) {
    if (at === undefined) continue;
    const tick = h('span', { class: `tick ${kindOf(token)}` });
    tick.style.left = `${(100 * at) / last}%`;
    strip.append(tick);
  }
  const used = [...new Set(events.flatMap(({ token }) => [...token.replace(/[[\]]/g, '')]))];
  const firstLate = events.findIndex(({ number }, index) => number !== index + 1);
  const rows = events.flatMap((event, index) => {
    const row = renderEvent(event, events[index - 1], idOf(event.number));
    if (index !== firstLate || left === 0) return [row];
    return [h('tr', {}, h('td', { colspan: 5, class: 'left' }, `${count(left)} more events are left out`)), row];
  });
  return [
    strip,
    h('p', { class: 'axis', 'aria-hidden': 'true' }, h('span', {}, '0 ms'), h('span', {}, `${Math.round(last)} ms`)),
    h(
      'p',
      { class: 'legend' },
      ...used.map((letter) =>
        h('span', {}, h('b', { class: `token ${kindOf(letter)}` }, letter), ` ${letters[letter] ?? ''}`),
      ),
    ),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Events' },
      h(
        'table',
        { class: 'events' },
        h(
          'thead',
          {},
          h('tr', {}, ...['#', 'ms', 'letter', 'size', 'what is new'].map((name) => h('th', { scope: 'col' }, name))),
        ),
        h('tbody', {}, ...rows),
      ),
    ),
  ];
}

function renderEvent({ number, token, at, bytes, excerpt }: EventView, before: EventView | undefined, id: string) {
  const since = at === undefined || before?.at === undefined ? undefined : Math.round(at - before.at);
  return h(
    'tr',
    { id, tabindex: -1 },
    h('td', { class: 'figure' }, String(number)),
    h(
      'td',
      { class: 'figure' },
      at === undefined ? '' : String(Math.round(at)),
      since !== undefined && since > 0 && h('small', {}, ` +${since}`),
    ),
    h('td', {}, token === '' ? '' : h('b', { class: `token ${kindOf(token)}` }, token)),
    h('td', { class: 'figure' }, size(bytes)),
    h('td', { class: 'excerpt' }, h('code', {}, excerpt)),
  );
}

/** The colour of a token: that of the most important thing in it. */
function kindOf(token: string): string {
  if (/[E!]/.test(token)) return 'is-error';
  if (/[Kk]/.test(token)) return 'is-call';
  if (/T/.test(token)) return 'is-thought';
  if (/[CXM]/.test(token)) return 'is-content';
  if (/[FU]/.test(token)) return 'is-end';
  return 'is-other';
}
