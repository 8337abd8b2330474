/** What comments and schemas cite of `docs/` is there: the page, the heading, the section or quirk of docs/facts.md. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docs } from '../../scripts/reference/make-pages.ts';
import { anchorsOf, withoutCode } from '../../scripts/reference/markdown.ts';

const root = join(docs, '..');
const text = (page: string) => readFileSync(join(root, page), 'utf8');
const facts = withoutCode(text('docs/facts.md'));
const sections = new Set([...facts.matchAll(/^#{2,3} (\d+(?:\.\d+)?)/gm)].map(([, number]) => number));
const quirks = facts.slice(facts.search(/^## 9\b/m));
const cited = globSync(['src/**/*.ts', 'schemas/**/*.json', 'scripts/**/*.ts', 'test/**/*.ts'], { cwd: root }).filter(
  (file) => !file.endsWith('docs/citations.test.ts') && !file.includes('precompiled'),
);

test('every page, heading, section and quirk that is cited exists', () => {
  const broken = cited.flatMap((file) => brokenIn(text(file)).map((each) => `${file}: ${each}`));
  expect(broken).toEqual([]);
});

test('citations are seen, in comments and in schemas', () => {
  expect(cited.filter((file) => text(file).includes('docs/facts.md ')).length).toBeGreaterThan(25);
  expect(citationsIn('see docs/facts.md 7.1, 7.5 and docs/runs.md')).toEqual([
    { page: 'docs/facts.md', parts: ['7.1', '7.5'] },
    { page: 'docs/runs.md', parts: [] },
  ]);
  expect(citationsIn('(docs/facts.md 9, quirks 6 and\n * 23). 503 is')).toEqual([
    { page: 'docs/facts.md', parts: ['9', 'quirk 6', 'quirk 23'] },
  ]);
  expect(citationsIn('docs/facts.md\n * 3): 429, 503')).toEqual([{ page: 'docs/facts.md', parts: ['3'] }]);
  expect(citationsIn('docs/reference/format.md#limits.')).toEqual([
    { page: 'docs/reference/format.md', parts: ['#limits'] },
  ]);
});

test.each([
  ['a page', 'docs/nothing.md'],
  ['a section', 'docs/facts.md 7.1, 7.9'],
  ['a quirk', 'docs/facts.md 9, quirk 400'],
  ['a heading', 'docs/reference/format.md#no-such-heading'],
])('%s that does not exist is found', (_, citation) => {
  expect(brokenIn(`/** As ${citation} says. */`)).toHaveLength(1);
});

test('what exists is silent', () => {
  expect(brokenIn('/** docs/facts.md 7.1, 9, quirk 40; docs/reference/format.md#limits; docs/runs.md */')).toEqual([]);
});

interface Citation {
  readonly page: string;
  /** `#heading` of any page; `7.2` and `quirk 40` of docs/facts.md. */
  readonly parts: readonly string[];
}

/** Numbers behind docs/facts.md are its sections; commas, `and` or the line break of a comment may be between. */
function citationsIn(file: string): Citation[] {
  const joined = file.replace(/\n\s*(?:\*|\/\/)\s/g, ' ');
  const found = joined.matchAll(
    /(?<![\w/])docs\/[\w/-]+\.md(?:#[\w-]+)?(?:(?:,| and)? (?:quirks? )?\d+(?:\.\d+)?\b)*/g,
  );
  return [...found].map(([whole]) => {
    const [page = '', rest = ''] = whole.split(/(?<=\.md)/);
    if (page !== 'docs/facts.md') return { page, parts: rest.match(/#[\w-]+/g) ?? [] };
    const [before = '', behind = ''] = rest.split('quirk');
    return { page, parts: [...numbersIn(before), ...numbersIn(behind).map((number) => `quirk ${number}`)] };
  });
}

function brokenIn(file: string): string[] {
  return citationsIn(file).flatMap(({ page, parts }) => {
    if (!existsSync(join(root, page))) return [page];
    return parts.filter((part) => !exists(page, part)).map((part) => `${page} ${part}`);
  });
}

function exists(page: string, part: string): boolean {
  if (part.startsWith('#')) return anchorsOf(text(page)).has(part.slice(1));
  if (part.startsWith('quirk ')) return quirks.includes(`\n| ${part.slice('quirk '.length)} | `);
  return sections.has(part);
}

function numbersIn(list: string): readonly string[] {
  return list.match(/\d+(?:\.\d+)?/g) ?? [];
}
