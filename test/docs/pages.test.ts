/** The pages of `docs/` are up to date, and their links lead somewhere. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { docs, makePages } from '../../scripts/reference/make-pages.ts';
import { anchorsOf, withoutCode } from '../../scripts/reference/markdown.ts';

const root = join(docs, '..');
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync(['docs/*.md', 'docs/reference/*.md'], { cwd: root }).sort()];
const text = (page: string) => readFileSync(join(root, page), 'utf8');

test('the reference is what its sources make: if not, npm run docs:reference', { timeout: 60_000 }, async () => {
  const made = await makePages();
  expect(globSync('*.md', { cwd: join(docs, 'reference') }).sort()).toEqual([...made.keys()].sort());
  const stale = [...made].filter(([name, page]) => page !== text(`docs/reference/${name}`)).map(([name]) => name);
  expect(stale, 'run: npm run docs:reference').toEqual([]);
});

test.each(pages)('the links of %s lead to files and headings that exist', (page) => {
  const broken = linksOf(text(page)).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(text(target)).has(anchor);
  });
  expect(broken).toEqual([]);
});

test('links are seen, and headings have the anchors that GitHub gives them', () => {
  expect(linksOf('[a](b.md#c) `[d](e)` [f](https://g)\n```\n[h](i)\n```\n')).toEqual(['b.md#c']);
  expect([...anchorsOf('# A `key_word`, and more\n## x\n## x\n```\n# no\n```\n')]).toEqual([
    'a-key_word-and-more',
    'x',
    'x-1',
  ]);
});

test.each(pages)('the tables of %s have as many cells in each row as in their head', (page) => {
  const rows = withoutCode(text(page)).split('\n');
  const wrong = rows.filter((row, index) => {
    const above = rows[index - 1] ?? '';
    return row.startsWith('|') && above.startsWith('|') && cells(row) !== cells(above);
  });
  expect(wrong).toEqual([]);
});

test('no page has a comment in which something was to be put, nor a value that is none', () => {
  for (const page of pages.filter((each) => each.includes('reference'))) {
    expect(text(page).match(/<!-- (?!Made by)[^>]*-->|\bundefined$|\[object Object\]/gm), page).toBeNull();
  }
});

/** Links inside of the repository. */
function linksOf(markdown: string): string[] {
  const found = withoutCode(markdown)
    .replace(/`[^`\n]*`(?!\]\()/g, '')
    .matchAll(/\]\(([^)\s]+)\)/g);
  return [...found].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

function cells(row: string): number {
  return row.replace(/\\\|/g, '').split('|').length;
}
