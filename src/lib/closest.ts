import { distance } from 'fastest-levenshtein';

/** The known word that `word` was probably meant to be, or undefined where none is near enough to be helpful. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  // A third of the letters may differ: "mesages" finds "messages", "tools" does not find "model", "a" not "n".
  let bestDistance = Math.min(word.length, Math.max(1, Math.floor(word.length / 3)) + 1);
  for (const candidate of known) {
    const d = candidate.toLowerCase() === word.toLowerCase() ? 0 : mistakes(word, candidate);
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** Two neighbours that changed places are one mistake, the most common of all; Levenshtein counts two. */
function mistakes(word: string, candidate: string): number {
  const at = [...word].findIndex((char, index) => char !== candidate[index]);
  const swapped = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
  return swapped === candidate ? 1 : distance(word, candidate);
}
