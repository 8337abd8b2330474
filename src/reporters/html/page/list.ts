import { formatDuration } from '../../../lib/format-duration.ts';
import { plural } from '../../../lib/plural.ts';
import type { GroupRow } from '../page-data.ts';
import { h } from './dom.ts';
import { sign } from './words.ts';

/** Rows that are made at once: the next ones when the last comes near. */
const batch = 100;

/** The list of groups. */
export interface List {
  show(rows: readonly GroupRow[]): void;
  /** Marks the row of the group that is open, and brings it into view. */
  mark(number: number | undefined): void;
  /** The group so many rows away from the one that has the focus or is open. */
  step(by: 1 | -1): GroupRow | undefined;
  focus(number: number): void;
  /** Makes all rows: for paper. */
  makeAll(): void;
}

export function createList(target: HTMLElement, hrefOf: (row: GroupRow) => string): List {
  let rows: readonly GroupRow[] = [];
  let made = 0;
  let open: number | undefined;
  const end = h('li', { class: 'end', 'aria-hidden': 'true' });

  const makeMore = (upTo: number) => {
    const until = Math.min(rows.length, upTo);
    if (until <= made) return;
    const items = rows.slice(made, until).map((row) => renderRow(row, hrefOf(row), row.number === open));
    made = until;
    end.before(...items);
    if (made === rows.length) end.remove();
  };
  new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) makeMore(made + batch);
    },
    { rootMargin: '1500px' },
  ).observe(end);

  const linkOf = (number: number) => target.querySelector<HTMLElement>(`a[data-group="${number}"]`);
  const reach = (number: number) => {
    const index = rows.findIndex((row) => row.number === number);
    if (index >= made) makeMore(index + batch);
    return linkOf(number);
  };

  return {
    show(next) {
      rows = next;
      made = 0;
      target.replaceChildren(end);
      makeMore(batch);
    },
    mark(number) {
      if (open !== undefined) linkOf(open)?.removeAttribute('aria-current');
      open = number;
      if (number === undefined) return;
      const link = reach(number);
      link?.setAttribute('aria-current', 'true');
      link?.scrollIntoView({ block: 'nearest' });
    },
    step(by) {
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset['group'] : undefined;
      const from = focused === undefined ? open : Number(focused);
      const index = rows.findIndex(({ number }) => number === from);
      if (index === -1) return by === 1 ? rows[0] : rows.at(-1);
      return rows[index + by];
    },
    focus: (number) => reach(number)?.focus(),
    makeAll: () => makeMore(rows.length),
  };
}

function renderRow(row: GroupRow, href: string, isOpen: boolean): HTMLElement {
  const { number, id, title, verdict, transport, durationMs, reason, warnings, repeats, synthetic } = row;
  const marks = [
    repeats && `${repeats.passed}/${repeats.cases}`,
    warnings > 0 && plural(warnings, 'warning'),
    synthetic && 'synthetic',
  ].filter((mark) => mark !== undefined && mark !== false);
  return h(
    'li',
    { class: 'item' },
    h(
      'a',
      { class: `row ${verdict}`, href, 'data-group': number, 'aria-current': isOpen ? 'true' : undefined },
      sign(verdict),
      h(
        'span',
        { class: 'what' },
        h('span', { class: 'id' }, ...breakable(withoutTransport(id))),
        h('span', { class: reason === undefined ? 'title' : 'reason' }, reason ?? title),
      ),
      h(
        'span',
        { class: 'aside' },
        h('span', { class: 'transport' }, transport),
        h('span', { class: 'time' }, verdict === 'skipped' ? '' : formatDuration(durationMs)),
        ...marks.map((mark) => h('span', { class: 'mark' }, mark)),
      ),
    ),
  );
}

/** The transport has a column of its own. */
function withoutTransport(id: string): string {
  return id.replace(/\[transport=(?:rest|sdk)\]$/, '').replace(/,transport=(?:rest|sdk)\]$/, ']');
}

/** Long ids may be broken behind what parts them. */
export function breakable(id: string): (Node | string)[] {
  return id.split(/(?<=[/,[=_-])/).flatMap((part) => [part, h('wbr')]);
}
