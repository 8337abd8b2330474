import type { Layout } from '../model/answer.ts';

/**
 * The letters of the layout language (docs/reference/layout.md) as bits, in the order in which they stand in brackets.
 * `undecided` is no letter: the event has text of which only a later one can tell whether it is a thought.
 */
export const letter = {
  R: 1,
  T: 2,
  C: 4,
  K: 8,
  k: 16,
  X: 32,
  M: 64,
  F: 128,
  U: 256,
  E: 512,
  H: 1024,
  D: 2048,
  '!': 4096,
  undecided: 8192,
} as const;

/** Several bits of `letter`. None at all is an empty delta. */
export type Letters = number;

/** The layout of a stream while it grows. */
export interface LayoutRuns {
  /** One event. */
  add(letters: Letters): void;
  /** What the text of all undecided events was. */
  settle(letters: Letters): void;
  end(): Layout;
}

export function createLayoutRuns(): LayoutRuns {
  const runs: { token: string; count: number }[] = [];
  let lastLetters: Letters | undefined;
  /** Events from the first undecided one on. A tag that is split over chunks is short, and so is this. */
  let waiting: Letters[] = [];

  function push(letters: Letters): void {
    const last = runs.at(-1);
    if (last && letters === lastLetters) last.count += 1;
    else runs.push({ token: tokenOf(letters), count: 1 });
    lastLetters = letters;
  }

  function settle(letters: Letters): void {
    const settled = waiting;
    waiting = [];
    for (const each of settled) push(each & letter.undecided ? (each & ~letter.undecided) | letters : each);
  }

  return {
    add(letters) {
      if (waiting.length > 0 || letters & letter.undecided) waiting.push(letters);
      else push(letters);
    },
    settle,
    end() {
      settle(letter.C);
      return runs;
    },
  };
}

const tokens = new Map<Letters, string>();

function tokenOf(letters: Letters): string {
  const token = tokens.get(letters) ?? makeToken(letters);
  tokens.set(letters, token);
  return token;
}

function makeToken(letters: Letters): string {
  const found = Object.entries(letter)
    .filter(([, bit]) => letters & bit)
    .map(([name]) => name)
    .join('');
  return found.length > 1 ? `[${found}]` : found || '-';
}
