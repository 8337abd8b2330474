import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ShellText } from './shell-text.ts';

/**
 * While a body or a URL is read, a variable of the shell is a word that JSON and URLs carry unchanged; afterwards it
 * becomes an expression.
 */
export function marker(name: string): string {
  return `${before}${name}${after}`;
}

const before = 'import-variable-3f9b-';
const after = '-b9f3';
const markers = new RegExp(`${before}([A-Za-z_][A-Za-z0-9_]*)${after}`, 'g');

/** The names of the variables in a text. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(markers)].map(([, name = '']) => name);
}

/** A text of a scenario: variables as `${{ env.NAME }}`; what looks like an expression already is escaped. */
export function expressionText(text: string, root: 'env' | 'secrets' = 'env'): string {
  return text.replaceAll('${{', '$${{').replace(markers, (_, name) => `\${{ ${root}.${name} }}`);
}

/** The same everywhere in a value; keys cannot hold an expression. */
export function expressionJson(value: Json): Json {
  if (typeof value === 'string') return expressionText(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(expressionJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, each]) => [key, expressionJson(each)]));
}

/** The text with markers; undefined where a piece is the output of a command. */
export function markedText(text: ShellText): string | undefined {
  if (text.some(({ kind }) => kind === 'output')) return undefined;
  return text.map((piece) => (piece.kind === 'variable' ? marker(piece.text) : piece.text)).join('');
}
