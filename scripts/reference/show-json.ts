import { isObject } from '../../src/lib/is-object.ts';
import type { Json } from '../../src/model/json.ts';

/** JSON as a person would lay it out: what fits into a line stands in one. */
export function showJson(value: Json, indent = ''): string {
  const line = inOneLine(value);
  if (indent.length + line.length <= 96 || value === null || typeof value !== 'object') return line;
  const inner = `${indent}  `;
  const [open, close, items] = isObject(value)
    ? ['{', '}', Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${showJson(item, inner)}`)]
    : ['[', ']', (value as readonly Json[]).map((item) => showJson(item, inner))];
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}

function inOneLine(value: Json): string {
  if (isObject(value)) {
    const items = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inOneLine(item)}`);
    return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
  }
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(inOneLine).join(', ')}]`;
  return JSON.stringify(value);
}
