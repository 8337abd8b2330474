import { distance } from 'fastest-levenshtein';

/** The known word that `word` was probably meant to be, or undefined where none is near enough to be helpful. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  // A third of the letters may differ: "mesages" finds "messages", "foo" does not find "for".
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const d = candidate.toLowerCase() === word.toLowerCase() ? 0 : distance(word, candidate);
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}
