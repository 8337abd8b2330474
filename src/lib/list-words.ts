/** `a`, `a or b`, `a, b or c`; past `most` items the rest is counted: `a, b or 7 more`. */
export function listWords(words: readonly string[], joint = 'or', most = 5): string {
  const shown = words.length > most ? [...words.slice(0, most), `${words.length - most} more`] : words;
  if (shown.length < 2) return shown[0] ?? '';
  return `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1)}`;
}
