import { shellQuote } from '../lib/shell-quote.ts';
import type { Look } from '../lib/style.ts';
import type { Again } from '../model/run-event.ts';

/**
 * The command that runs these scenarios or cases again, fit to be copied: one that is too long for the terminal goes on
 * in the next line where a shell lets it.
 */
export function renderAgain({ command, idPrefix }: Again, ids: readonly string[], { style, width }: Look): string[] {
  const words = ids.map((id) => shellQuote(`${idPrefix}${id}`));
  const line = [command, ...words].join(' ');
  const head = style.dim('again:');
  if (words.length === 1 || 'again: '.length + line.length <= width) return [`${head} ${line}`];
  const lines = words.map((word, index) => `         ${word}${index < words.length - 1 ? ' \\' : ''}`);
  return [`${head} ${command} \\`, ...lines];
}
