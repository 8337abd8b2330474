import { join } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { createMarkdown } from '../../src/reporters/markdown.ts';
import { expectGolden } from '../expect-golden.ts';
import { hostile } from './hostile.ts';
import { failed, place, skipped, undecided } from './make-result.ts';
import { report } from './report.ts';
import { allGreen, mixed, runOf, stopped } from './runs.ts';

/** As GitHub renders it. */
const render = (markdown: string) =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

const tagsIn = (html: string) => [...new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag))].sort();
/** What is left when code is taken away: there GitHub looks for links and names. */
const outsideCode = (html: string) => html.replace(/<code[^>]*>[\s\S]*?<\/code>/g, '');

for (const [name, events] of Object.entries({ 'all-green': allGreen, mixed, stopped })) {
  test(`the Markdown of the run "${name}" reads as agreed`, () => {
    expectGolden(join(import.meta.dirname, 'goldens', name, 'markdown.golden.md'), report(createMarkdown, events));
  });
}

test('text from outside stays in code, whatever is in it', () => {
  const markdown = report(createMarkdown, hostile);
  const html = render(markdown);
  expect(tagsIn(outsideCode(html))).toEqual(
    ['details', 'h3', 'p', 'pre', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr'].sort(),
  );
  const words = outsideCode(html).replace(/<[^>]*>/g, ' ');
  expect(words).not.toMatch(/octocat|evil|GH-2|#1|heading|script|bold/);
  expect(html).not.toMatch(/<(script|img|a)\b/);
  expect(html).toContain('@octocat');
  expect(markdown).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
});

test('the first line says what became of the run', () => {
  const first = (...results: Parameters<typeof runOf>) => report(createMarkdown, runOf(...results)).split('\n')[0];
  const finding = { check: 'usage', severity: 'error', message: 'none', place: place('a', 1, 'request:') } as const;
  expect(report(createMarkdown, allGreen)).toMatch(/^### ✓ Everything holds: 30 groups\n/);
  expect(first([failed({ scenario: 'a', findings: [finding] })])).toBe(
    '### ✗ The contract is broken: 1 of 1 group failed',
  );
  expect(first([undecided({ scenario: 'a' }, 'busy')])).toBe('### ? Undecided: 1 of 1 group could not be asked');
  expect(first([skipped({ scenario: 'a' }, 'later')])).toBe('### ? Nothing ran, so nothing was shown to hold');
  expect(first([skipped({ scenario: 'a' }, 'stopped', 'run')], 'live', true)).toBe(
    '### ? Undecided: 1 selected case did not run: the run stopped before',
  );
});

test('it stays within its limit, and says what it left out', () => {
  const many = Array.from({ length: 400 }, (_, n) =>
    failed({
      scenario: `managed/variant-${n}`,
      findings: [
        {
          check: 'expect.content',
          severity: 'error',
          message: `the content is wrong ${n} ${'ä'.repeat(500)}`,
          place: place(`managed/variant-${n}`, 3, 'expect:'),
        },
      ],
    }),
  );
  expect(report(createMarkdown, runOf(many), { limit: 100 })).toBe('');
  for (const limit of [undefined, 20_000, 2 ** 20]) {
    const markdown = report(createMarkdown, runOf(many), limit === undefined ? {} : { limit });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(limit ?? 65_536);
    const shown = markdown.match(/^<details/gm)?.length ?? 0;
    expect(markdown.match(/<details/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
    if (limit === 2 ** 20) expect(markdown).not.toContain('left out');
    else expect(markdown).toContain(`**${400 - shown} more failures left out: there is room for`);
  }
});
