import { shellQuote } from '../lib/shell-quote.ts';
import { plainText, type SampleText } from './sample-text.ts';

/**
 * One word of a POSIX shell that expands to exactly this text. Expansions need double quotes; where the rest of the
 * text has no meaning there (`!` has one in interactive shells), all of it stands in one pair of them, which is how
 * people write a URL.
 */
export function shellWord(text: SampleText): string {
  const literals = text.filter((piece) => piece.kind === 'literal');
  if (literals.length === text.length) return shellQuote(plainText(text));
  if (!literals.some((piece) => /["$`\\!]/.test(piece.text))) return `"${plainText(text)}"`;
  return text.map((piece) => (piece.kind === 'literal' ? shellQuote(piece.text) : `"${piece.text}"`)).join('');
}
