import { isObject } from '../lib/is-object.ts';
import { createRedactor } from '../lib/redact.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { expressionText, marker, plainText } from './expression-text.ts';
import type { ConcealedValue } from './recognise-endpoint.ts';

/** Makes texts of a scenario of those of a request: expressions where variables were, and where something is hidden. */
export interface Conceal {
  json(value: Json): Json;
  /** For places where no expression is evaluated. */
  plain(text: string): string;
  /** Was something hidden in a value that went through `json`? */
  touched(): boolean;
}

/** Shorter ones stand everywhere. */
const shortest = { env: 4, secrets: 6 } as const;

export function createConceal(values: readonly ConcealedValue[]): Conceal {
  const known = values
    .filter(({ value, root }) => value.length >= shortest[root])
    .sort((a, b) => b.value.length - a.value.length);
  const alone = known.map(({ value }) => `(?<![\\w-])${literally(value)}(?![\\w-])`);
  const pattern = new RegExp(alone.length === 0 ? '(?!)' : alone.join('|'), 'g');
  const byPlace = createRedactor([]);
  /** Values that are known, and projects that are named by their place alone: `projects/other/locations/…`. */
  const hide = (text: string) =>
    byPlace(
      text.replace(pattern, (found) => {
        const each = known.find(({ value }) => value === found);
        return each === undefined ? found : marker(each.variable, each.root);
      }),
    ).replaceAll('projects/[project]', `projects/${marker('GOOGLE_CLOUD_PROJECT')}`);
  let touched = false;
  const json = (value: Json): Json => {
    if (typeof value === 'string') {
      const hidden = hide(value);
      touched ||= hidden !== value;
      return expressionText(hidden);
    }
    if (Array.isArray(value)) return (value as readonly Json[]).map(json);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, each]) => [key, json(each)]));
  };
  return { json, plain: (text) => plainText(hide(text)), touched: () => touched };
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
