import type { PageData } from './data.ts';
import { h } from './dom.ts';
import { count } from './words.ts';

/** What stands out in the run, while no group is open. `find` looks for the groups of a note; folded up on a phone. */
export function renderOverview({ run, rows }: PageData, find: (text: string) => void, isOpen: boolean): Node[] {
  const headings = [...new Set(run.notes.map(({ heading }) => heading))];
  const parts = headings.map((heading) =>
    h(
      'section',
      { class: `notes ${heading.toLowerCase().replaceAll(' ', '-')}` },
      h('h3', {}, heading),
      h(
        'ul',
        {},
        ...run.notes
          .filter((note) => note.heading === heading)
          .map(({ text, more, search, count: times }) => {
            const words = h('span', {}, h('span', { class: 'text' }, text), more !== undefined && h('small', {}, more));
            const number = h('span', { class: 'number' }, times > 0 ? count(times) : '');
            if (search === undefined) return h('li', {}, number, words);
            return h('li', {}, h('button', { type: 'button', click: () => find(search) }, number, words));
          }),
      ),
    ),
  );
  const quiet =
    rows.length === 0 ? 'No group was selected.' : 'Nothing stands out: no failure, no warning, nothing skipped.';
  const counts = headings.map((heading) => heading.toLowerCase()).join(', ');
  return [
    h(
      'details',
      { class: 'overview', open: isOpen },
      h(
        'summary',
        { class: 'stand-out' },
        h('h2', {}, 'What stands out'),
        !isOpen && h('small', {}, counts || 'nothing'),
      ),
      ...(parts.length > 0 ? parts : [h('p', { class: 'empty' }, quiet)]),
    ),
    h(
      'p',
      { class: 'keys' },
      ...(
        [
          ['/', 'search'],
          ['j', 'next'],
          ['k', 'previous'],
          ['Enter', 'open'],
          ['Esc', 'back'],
        ] as const
      ).map(([key, does]) => h('span', {}, h('kbd', {}, key), ` ${does}`)),
    ),
  ];
}
