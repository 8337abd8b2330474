import { command } from './copy.ts';
import type { PageData } from './data.ts';
import { h } from './dom.ts';
import { themeButton } from './theme.ts';
import { count, verdicts } from './words.ts';

const tones = { good: '✓', bad: '✗', open: '?' } as const;

/** The verdict, the numbers, and what to do next. */
export function renderHead({ run }: PageData): Node[] {
  const { suite, headline, facts, totals, next, mocked } = run;
  const bar = h('div', { class: 'bar', 'aria-hidden': 'true' });
  for (const verdict of verdicts) {
    if (totals[verdict] === 0) continue;
    const part = h('span', { class: verdict });
    part.style.flexGrow = String(totals[verdict]);
    bar.append(part);
  }
  const numbers = verdicts
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => h('li', { class: verdict }, h('strong', {}, count(totals[verdict])), ` ${verdict}`));
  return [
    h('div', { class: 'top' }, h('p', { class: 'suite' }, suite), themeButton()),
    h(
      'h1',
      { class: headline.tone },
      h('span', { class: 'badge', 'aria-hidden': 'true' }, tones[headline.tone]),
      h('span', {}, headline.text),
    ),
    h('ul', { class: 'numbers', 'aria-label': 'Groups by verdict' }, ...numbers),
    bar,
    h('p', { class: 'facts' }, ...facts.map((fact) => h('span', {}, fact))),
    ...(mocked
      ? [h('p', { class: 'mocked' }, 'On mocks: the answers are made up here, they say nothing about a model.')]
      : []),
    ...(next.text === undefined ? [] : [h('p', { class: 'next' }, next.text)]),
    ...next.commands.map(command),
  ];
}
