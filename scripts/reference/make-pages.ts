/** The pages of `docs/reference/`, made from the schemas, the registries, the texts of `docs/source/` and real runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type FacetName, facetNames } from '../../src/contract/facets.ts';
import { type RuleId, ruleIds } from '../../src/contract/rules.ts';
import { commandsPage } from './commands-page.ts';
import { facetsPage } from './facets-page.ts';
import { formatPage } from './format-page.ts';
import { examplesOf, type Part, readSource } from './read-source.ts';
import { renderPart } from './render-part.ts';
import { reportersPage } from './reporters-page.ts';
import { rulesPage } from './rules-page.ts';
import { runExamples } from './run-examples.ts';

export const docs = join(import.meta.dirname, '../../docs');

/** What the pages are made from. */
export interface Sources {
  readonly rules: ReadonlyMap<RuleId, readonly Part[]>;
  readonly facets: ReadonlyMap<FacetName, readonly Part[]>;
  /** The pages that are text and examples alone, and the introductions of the others. */
  readonly pages: ReadonlyMap<string, readonly Part[]>;
}

const note =
  '<!-- Made by `npm run docs:reference` from docs/source, schemas and src: change those, not this page. -->';

/** Name of each page → its Markdown. */
export async function makePages(): Promise<ReadonlyMap<string, string>> {
  const sources = readSources();
  const shown = await runExamples(allExamples(sources));
  const plain = (name: string) => (sources.pages.get(name) ?? []).map((part) => renderPart(part, shown, '')).join('');
  const made: readonly (readonly [string, string])[] = [
    ['format.md', formatPage(plain('format'))],
    ['commands.md', commandsPage(plain('commands'))],
    ['reporters.md', await reportersPage(sources.pages.get('reporters') ?? [])],
    ['rules.md', rulesPage(plain('rules'), sources.rules, shown)],
    ['facets.md', facetsPage(plain('facets'), sources.facets, shown)],
    ...['layout', 'verdicts', 'expressions'].map((name) => [`${name}.md`, plain(name)] as const),
  ];
  return new Map(made.map(([name, text]) => [name, `${note}\n\n${text.trim().replace(/\n{3,}/g, '\n\n')}\n`]));
}

export function readSources(): Sources {
  return {
    rules: new Map(ruleIds.map((id) => [id, read(`rules/${id}`, id)])),
    facets: new Map(facetNames.map((name) => [name, read(`facets/${name}`, `expect-${name}`)])),
    pages: new Map(
      readdirSync(join(docs, 'source'))
        .filter((file) => file.endsWith('.md'))
        .map((file) => basename(file, '.md'))
        .map((name) => [name, read(name, name)]),
    ),
  };
}

export function allExamples({ rules, facets, pages }: Sources) {
  return [...rules.values(), ...facets.values(), ...pages.values()].flatMap(examplesOf);
}

function read(path: string, page: string): readonly Part[] {
  return readSource(readFileSync(join(docs, 'source', `${path}.md`), 'utf8'), page);
}
