import { isObject } from '../lib/is-object.ts';
import { createRedactor, type Redactor } from '../lib/redact.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { expressionText } from './expression-text.ts';
import type { ConcealedValue } from './recognise-endpoint.ts';

/** Makes texts of a scenario of those of a request: expressions where variables were, and where something is hidden. */
export interface Conceal {
  text(text: string): string;
  json(value: Json): Json;
  /** For places where no expression is evaluated. */
  plain(text: string): string;
}

/** Shorter ones stand everywhere. */
const shortest = { env: 4, secrets: 6 } as const;

export function createConceal(values: readonly ConcealedValue[]): Conceal {
  const known = values
    .filter(({ value, root }) => value.length >= shortest[root])
    .sort((a, b) => b.value.length - a.value.length);
  const pattern = new RegExp(
    known.map(({ value }) => `(?<![\\w-])${literally(value)}(?![\\w-])`).join('|') || '(?!)',
    'g',
  );
  const redact: Redactor = createRedactor([]);
  const hide = (text: string, standIn: (each: ConcealedValue) => string) =>
    text.replace(pattern, (found) => {
      const each = known.find(({ value }) => value === found);
      return each === undefined ? found : standIn(each);
    });
  const conceal: Conceal = {
    text(text) {
      const shown = hide(expressionText(text), ({ root, variable }) => `\${{ ${root}.${variable} }}`);
      // Projects that are named by their place alone: `projects/other/locations/…`.
      return redact(shown).replaceAll('projects/[project]', 'projects/${{ env.GOOGLE_CLOUD_PROJECT }}');
    },
    plain: (text) =>
      redact(hide(expressionText(text), ({ variable }) => `[${variable}]`))
        .replace(/\$*\$\{\{\s*(?:env|secrets)\.(\w+)\s*\}\}/g, '[$1]')
        .replaceAll('${{', '{{'),
    json(value) {
      if (typeof value === 'string') return conceal.text(value);
      if (Array.isArray(value)) return (value as readonly Json[]).map(conceal.json);
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value as JsonObject).map(([key, each]) => [key, conceal.json(each)]));
    },
  };
  return conceal;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
