import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleChecks } from '../../src/checks/rules.ts';
import { profileNames } from '../../src/contract/profiles.ts';
import { type RuleId, ruleIds, rules } from '../../src/contract/rules.ts';
import { listWords } from '../../src/lib/list-words.ts';
import { fieldsTable } from './fields-table.ts';
import { block, code, table } from './markdown.ts';
import type { Part } from './read-source.ts';
import { renderPart } from './render-part.ts';
import type { Shown } from './run-examples.ts';

const marks = { error: '**E**', warn: 'w', off: '–' } as const;
const words = { error: 'error', warn: 'warning', off: 'off' } as const;

/** The page of all rules: the table, then a section for each. `sources` has the text of each rule. */
export function rulesPage(
  intro: string,
  sources: ReadonlyMap<RuleId, readonly Part[]>,
  shown: ReadonlyMap<string, Shown>,
): string {
  return [intro.replace('<!-- table -->', rulesTable()), ...ruleIds.map((id) => section(id, sources.get(id), shown))]
    .map((text) => text.trim())
    .join('\n\n');
}

export function rulesTable(): string {
  const head = ['rule', 'holds when', ...profileNames.map(code)];
  const rows = ruleIds.map((id) => [
    `[${code(id)}](#${id})`,
    rules[id].says,
    ...profileNames.map((profile) => marks[rules[id].severity[profile]]),
  ]);
  return table(head, rows);
}

function section(id: RuleId, parts: readonly Part[] = [], shown: ReadonlyMap<string, Shown>): string {
  const text = parts.map((part) => renderPart(part, shown, id)).join('');
  const [asked = '', ...body] = text.trim().split('\n\n');
  if (!asked.startsWith('Asked ')) throw new Error(`the text of ${id} does not begin with "Asked …"`);
  return [`## ${id}`, `Holds when: ${rules[id].says}.`, facts(id, asked), ...body]
    .join('\n\n')
    .replace(/<!-- fields (body|chunk) -->/, (_, kind: 'body' | 'chunk') => fieldsTable(kind))
    .replace('<!-- quirks -->', () => block('yaml', quirks()));
}

function facts(id: RuleId, asked: string): string {
  const { severity } = rules[id];
  const groups = Map.groupBy(profileNames, (profile) => severity[profile]);
  const said = [...groups].map(([setting, names]) =>
    groups.size === 1
      ? `${words[setting]} for every profile`
      : `${words[setting]} for ${listWords(names.map(code), 'and')}`,
  );
  return [
    `- **Asked:** ${asked.replace(/^Asked /, '').replace(/\n/g, ' ')}`,
    `- **Severity:** ${said.join('; ')}. Change it with \`contract: { rules: { ${id}: ${other(id)} } }\`.`,
    `- **Points to:** ${pointsTo(id)}`,
  ].join('\n');
}

/** A setting that is not the default of most. */
function other(id: RuleId): string {
  return rules[id].severity['vertex-gemini'] === 'error' ? 'warn' : 'error';
}

function pointsTo(id: RuleId): string {
  if (id === 'quirk-expired') return 'the quirk in `suite.yaml`.';
  const from: readonly string[] = (ruleChecks as Readonly<Record<string, { from: readonly string[] }>>)[id]?.from ?? [];
  if (from.length === 0) return 'the `request:` line of the scenario.';
  const keys = listWords(
    from.map((key) => code(key)),
    'or',
  );
  const first = from.length === 1 ? `the key ${keys} of the request` : `the first of ${keys} that the request has`;
  return `${first}, otherwise the \`request:\` line.`;
}

/** The quirks of the suite that the examples are in. */
function quirks(): string {
  const suite = readFileSync(join(import.meta.dirname, '../../docs/source/suite/suite.yaml'), 'utf8');
  return suite.slice(suite.indexOf('quirks:'));
}
