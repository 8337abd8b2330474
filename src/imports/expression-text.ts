import type { ShellText } from './shell-text.ts';

/**
 * While a body or a URL is read, what is to become an expression is a word that JSON and URLs carry unchanged: a
 * variable of the shell, or a value that is not written.
 */
export function marker(name: string, root: 'env' | 'secrets' = 'env'): string {
  return `import-${root}-3f9b-${name}-b9f3`;
}

const markers = /import-(env|secrets)-3f9b-([A-Za-z_][A-Za-z0-9_]*)-b9f3/g;

/** The names of the variables in a text. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(markers)].map(([, , name = '']) => name);
}

/** A text of a scenario: each marker as `${{ env.NAME }}`; what looks like an expression already is escaped. */
export function expressionText(text: string): string {
  return text
    .replaceAll('${{', () => '$${{')
    .replace(markers, (_, root: string, name: string) => `\${{ ${root}.${name} }}`);
}

/** The same where no expression is evaluated: `[NAME]`. */
export function plainText(text: string): string {
  return text.replaceAll('${{', '{{').replace(markers, (_, __, name: string) => `[${name}]`);
}

/** The text with markers; undefined where a piece is the output of a command. */
export function markedText(text: ShellText): string | undefined {
  if (text.some(({ kind }) => kind === 'output')) return undefined;
  return text.map((piece) => (piece.kind === 'variable' ? marker(piece.text) : piece.text)).join('');
}
