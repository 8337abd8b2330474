import { type FacetName, facetNames, facets } from '../../src/contract/facets.ts';
import { code, table } from './markdown.ts';
import type { Part } from './read-source.ts';
import { renderPart } from './render-part.ts';
import type { Shown } from './run-examples.ts';

/** The page of all facets: the table, then a section for each. `sources` has the text of each facet. */
export function facetsPage(
  intro: string,
  sources: ReadonlyMap<FacetName, readonly Part[]>,
  shown: ReadonlyMap<string, Shown>,
): string {
  return [intro.replace('<!-- table -->', facetsTable()), ...facetNames.map((name) => section(name, sources, shown))]
    .map((text) => text.trim())
    .join('\n\n');
}

const forms = { value: '[value](#values)', record: '[record](#records)', own: 'its own' } as const;

function facetsTable(): string {
  const rows = facetNames.map((name) => [`[${code(name)}](#${name})`, facets[name].says, forms[facets[name].form]]);
  return table(['facet', 'is', 'form'], rows);
}

function section(
  name: FacetName,
  sources: ReadonlyMap<FacetName, readonly Part[]>,
  shown: ReadonlyMap<string, Shown>,
): string {
  const parts = sources.get(name) ?? [];
  const text = parts.map((part) => renderPart(part, shown, `expect.${name}`)).join('');
  const { says } = facets[name];
  return `## ${name}\n\n${says.charAt(0).toUpperCase()}${says.slice(1)}.\n\n${text.trim()}`;
}
