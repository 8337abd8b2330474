/** Texts that have broken somebody's shell, JSON or HTTP before. None has a NUL, which no argument can carry. */
export const uglyTexts: readonly string[] = [
  '',
  ' ',
  "'",
  "''",
  "it's",
  `"`,
  '\\',
  "\\'",
  '\\\\n',
  'a\\\nb',
  '\n',
  '\r\n',
  '\ttab',
  '$HOME',
  '${HOME}',
  '$(touch pwned)',
  '`touch pwned`',
  '!!',
  'wow!"',
  '$!',
  '%s %d %%',
  '*',
  '~',
  '[a-z]{1,2}?',
  '# no comment',
  ';& | < >',
  '-n',
  '--data-raw',
  '@file',
  '🎒 ein Märchen 中文',
  'שלום עולם',
  'مرحبا بالعالم',
  '\u202Eevil\u202C',
  'e\u0301 \u00A0 \u2028 \u2029 \uFEFF',
  '\u0001\u001B[31m\u007F',
  "'\"'\"'",
  "$'\\x41'",
  'EOF\nEOF',
];

/** Concatenations of the ugly texts, the same in every run: `seed` decides. */
export function* uglyMixtures(count: number, seed: number): Generator<string> {
  let state = seed;
  const next = (limit: number) => {
    // A linear congruential generator with the constants of Numerical Recipes.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let made = 0; made < count; made++) {
    yield Array.from({ length: 1 + next(6) }, () => uglyTexts[next(uglyTexts.length)]).join('');
  }
}
