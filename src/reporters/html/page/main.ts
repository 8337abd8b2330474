/** The page: reads what the reporter wrote into it, and shows it. */
import { plural } from '../../../lib/plural.ts';
import type { GroupRow } from '../page-data.ts';
import { readData } from './data.ts';
import { renderDetail } from './detail.ts';
import { byId, h } from './dom.ts';
import { createFilters } from './filters.ts';
import { renderHead } from './head.ts';
import { onKeys } from './keys.ts';
import { createList } from './list.ts';
import { renderOverview } from './overview.ts';
import { count } from './words.ts';

const data = readData();
const { run, rows } = data;
const detail = byId('detail');
const status = byId('shown');
const byHash = new Map(rows.map((row) => [hashOf(row), row]));

document.title = `${run.headline.tone === 'good' ? '✓' : run.headline.tone === 'bad' ? '✗' : '?'} ${run.suite}`;
byId('head').replaceChildren(...renderHead(data));
byId('foot').replaceChildren(...renderFoot());

const list = createList(byId('rows'), hashOf);
const filters = createFilters(rows, byId('filters'), filter);
let scrolled = 0;

function filter(): void {
  const found = rows.filter(filters.matches);
  list.show(found);
  const all = plural(rows.length, 'group');
  status.replaceChildren(found.length === rows.length ? all : `${count(found.length)} of ${all}`);
  if (found.length > 0) return;
  const clear = h('button', { type: 'button', class: 'quiet', click: () => filters.clear() }, 'Show all');
  status.append(' ', rows.length > 0 ? clear : '');
}

/** Shows the group that the address names, or what stands out in the run. */
function follow(): void {
  const row = byHash.get(location.hash);
  const wasOpen = document.body.classList.contains('has-open');
  if (row && !wasOpen) scrolled = scrollY;
  document.body.classList.toggle('has-open', row !== undefined);
  list.mark(row?.number);
  detail.replaceChildren(...(row ? renderDetail(data, row, close) : renderOverview(data, find, !isNarrow())));
  detail.scrollTop = 0;
  if (isNarrow()) scrollTo(0, row ? 0 : scrolled);
}

function find(text: string): void {
  filters.find(text);
  if (isNarrow()) byId('list').scrollIntoView();
}

function close(): void {
  const row = byHash.get(location.hash);
  history.pushState(null, '', location.pathname + location.search);
  follow();
  if (row) list.focus(row.number);
}

function isNarrow(): boolean {
  return matchMedia('(max-width: 899px)').matches;
}

/** Where a text is no well-formed Unicode, its address is that of its nearest neighbour. */
function hashOf({ id }: GroupRow): string {
  return `#${encodeURIComponent(id.toWellFormed())}`;
}

function renderFoot(): Node[] {
  const left =
    run.left.length === 0
      ? ''
      : `Left out, to keep this page small: ${run.left.join('; ')}. The JSON report (--reporter json=FILE) lists every case, and what was kept of the exchanges is below .vertex-scenarios/runs. `;
  return [...(left === '' ? [] : [h('p', { class: 'left' }, left)]), h('p', {}, run.made)];
}

onKeys({
  search: () => filters.search.focus(),
  step(by) {
    const row = list.step(by);
    if (!row) return;
    list.focus(row.number);
    // Beside the list the group is shown at once; on a phone it would cover the list.
    if (isNarrow()) return;
    history.replaceState(null, '', hashOf(row));
    follow();
  },
  open() {
    const row = byHash.get(location.hash);
    if (row) detail.querySelector<HTMLElement>('h2')?.focus();
  },
  back() {
    if (document.activeElement === filters.search) {
      if (filters.search.value === '') filters.search.blur();
      else filters.find('');
    } else if (byHash.has(location.hash)) close();
  },
});
addEventListener('hashchange', () => {
  follow();
  detail.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
});
document.querySelector('.skip')?.addEventListener('click', (event) => {
  // As an address it would close the group that is open.
  event.preventDefault();
  byId('list').focus();
});
addEventListener('beforeprint', () => list.makeAll());
filter();
follow();
