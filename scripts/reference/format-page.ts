import { stringify } from 'yaml';
import type { Json } from '../../src/model/json.ts';
import { block, code, table } from './markdown.ts';
import { type KeyWords, keysOf, type Located, schemaAt } from './schema-words.ts';

/** Keys whose inside has a page or a section of its own. */
const elsewhere = new Set([
  'rules',
  'expect',
  'mock',
  'steps',
  'request',
  'choices',
  'by_repeat',
  'fault',
  'endpoints',
  'quirks',
  'defaults',
]);

/** The page of the format: `intro` has the text, and a comment where the keys of a schema are to stand. */
export function formatPage(intro: string): string {
  return intro.replace(/<!-- keys (\S+) (\S+?)(?:#(\S*))? -->/g, (_, form: string, file: string, pointer?: string) => {
    const located = schemaAt(`${file}.schema.json`, pointer);
    return form === 'sections' ? sections(located) : form === 'names' ? names(located) : keyTable(located);
  });
}

/** A section for each key. */
function sections(located: Located): string {
  return [...keysOf(located)]
    .map(([name, key]) => {
      const inner = elsewhere.has(name) ? '' : keyTable(key.schema);
      const facts = [
        `**Value:** ${key.is}.`,
        ...(key.required ? ['**Required.**'] : []),
        ...(key.default === undefined ? [] : [`**Default:** ${code(flow(key.default))}.`]),
      ].join(' ');
      return [
        `### ${code(name)}`,
        key.means,
        facts,
        ...(inner === '' ? [] : [inner]),
        ...(key.example === undefined ? [] : [block('yaml', yaml({ [name]: key.example }))]),
      ].join('\n\n');
    })
    .join('\n\n');
}

/** A list of names that are explained elsewhere on the page. */
function names(located: Located): string {
  return [...keysOf(located).keys()].map((name) => `[${code(name)}](#${name})`).join(', ');
}

/** One row for each key and for the keys inside it; columns that would be empty are left out. */
function keyTable(located: Located): string {
  const rows = [...rowsOf(located, '')];
  if (rows.length === 0) return '';
  const columns: readonly (readonly [string, (name: string, key: KeyWords) => string])[] = [
    ['key', (name, key) => `${code(name)}${key.required ? ' (required)' : ''}`],
    ['is', (_, key) => key.is],
    ['means', (_, key) => key.means],
    ['default', (_, key) => (key.default === undefined ? '' : code(flow(key.default)))],
    ['example', (_, key) => (key.example === undefined ? '' : code(flow(key.example)))],
  ];
  const used = columns.filter(([, cell]) => rows.some(([name, key]) => cell(name, key) !== ''));
  return table(
    used.map(([head]) => head),
    rows.map(([name, key]) => used.map(([, cell]) => cell(name, key))),
  );
}

function* rowsOf(located: Located, before: string): Generator<[string, KeyWords]> {
  for (const [name, key] of keysOf(located)) {
    yield [before + name, key];
    if (!elsewhere.has(name)) yield* rowsOf(key.schema, `${before}${name}${key.is.startsWith('a list') ? '[]' : ''}.`);
  }
}

function flow(value: Json): string {
  const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return text.replaceAll('[ ', '[').replaceAll(' ]', ']');
}

function yaml(value: Json): string {
  return stringify(value, { lineWidth: 0 });
}
