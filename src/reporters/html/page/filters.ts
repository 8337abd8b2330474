import type { GroupVerdict } from '../../../model/run.ts';
import type { GroupRow } from '../page-data.ts';
import { h } from './dom.ts';
import { count, verdicts } from './words.ts';

/** What is looked for. Empty sets let everything through. */
export interface Filters {
  readonly form: HTMLElement;
  readonly search: HTMLInputElement;
  matches(row: GroupRow): boolean;
  /** Looks for this text alone. */
  find(text: string): void;
  clear(): void;
}

/** Controls for the values that occur; `changed` is called when another one is chosen. */
export function createFilters(rows: readonly GroupRow[], form: HTMLElement, changed: () => void): Filters {
  const chosen = new Set<string>();
  let words: readonly string[] = [];
  const texts = new Map(rows.map((row) => [row.number, textOf(row)]));

  const search = h('input', {
    ...{ type: 'search', id: 'search', placeholder: 'Search ids, titles, checks, reasons', autocomplete: 'off' },
    ...{ spellcheck: 'false', 'aria-label': 'Search', 'aria-keyshortcuts': '/' },
    input: () => {
      words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      changed();
    },
  });

  const chip = (key: string, label: string, number: number, kind = ''): HTMLElement | undefined => {
    if (number === 0) return undefined;
    const button = h(
      'button',
      { type: 'button', class: `chip ${kind}`, 'aria-pressed': 'false', 'data-key': key },
      label,
      h('span', { class: 'number' }, count(number)),
    );
    button.addEventListener('click', () => {
      if (!chosen.delete(key)) chosen.add(key);
      button.setAttribute('aria-pressed', String(chosen.has(key)));
      changed();
    });
    return button;
  };

  const tally = (matches: (row: GroupRow) => boolean) => rows.filter(matches).length;
  const transports = (['rest', 'sdk'] as const).filter((each) => rows.some(({ transport }) => transport === each));
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort();
  const select = h(
    'select',
    { id: 'tag', 'aria-label': 'Tag', change: () => changed() },
    h('option', { value: '' }, 'All tags'),
    ...tags.map((tag) => h('option', { value: tag }, tag)),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  form.replaceChildren(
    search,
    h(
      'div',
      { class: 'chips', role: 'group', 'aria-label': 'Verdict' },
      ...verdicts.map((verdict) =>
        chip(
          verdict,
          verdict,
          tally((row) => row.verdict === verdict),
          verdict,
        ),
      ),
      chip(
        'warnings',
        'warnings',
        tally((row) => row.warnings > 0),
      ),
    ),
    h(
      'div',
      { class: 'chips', role: 'group', 'aria-label': 'Transport and tag' },
      ...(transports.length > 1
        ? transports.map((each) =>
            chip(
              each,
              each,
              tally((row) => row.transport === each),
            ),
          )
        : []),
      tags.length > 0 && select,
    ),
  );

  const isAmong = <T extends string>(of: readonly T[], value: T) => {
    const wanted = of.filter((each) => chosen.has(each));
    return wanted.length === 0 || wanted.includes(value);
  };
  const clearAll = () => {
    chosen.clear();
    select.value = '';
    for (const button of form.querySelectorAll('[aria-pressed]')) button.setAttribute('aria-pressed', 'false');
  };
  const setSearch = (text: string) => {
    search.value = text;
    search.dispatchEvent(new Event('input'));
  };

  return {
    form,
    search,
    matches: (row) =>
      isAmong<GroupVerdict>(verdicts, row.verdict) &&
      isAmong(transports, row.transport) &&
      (!chosen.has('warnings') || row.warnings > 0) &&
      (select.value === '' || row.tags.includes(select.value)) &&
      words.every((word) => texts.get(row.number)?.includes(word)),
    find(text) {
      clearAll();
      setSearch(text);
    },
    clear() {
      clearAll();
      setSearch('');
    },
  };
}

function textOf({ id, title, reason = '', checks, tags, transport, verdict }: GroupRow): string {
  return [id, title, reason, ...checks, ...tags, transport, verdict].join('\n').toLowerCase();
}
