/** Whether a piece is of a group that simply passed: such a piece makes room for the others. */
export type Rank = 'quiet' | 'loud';

/** Pieces of one kind, which may weigh so much together and no more. */
export interface PageBudget {
  /** Is there room for more of this rank, as far as is known? */
  hasRoom(rank: Rank): boolean;
  /** Takes a piece, which is made where there is room; loud ones make room among the quiet ones, from their end. */
  add(rank: Rank, number: number, make: () => string): void;
  /** What is kept, by number. */
  kept(): readonly string[];
  /** How many pieces of a rank were dropped, or not taken. */
  dropped(rank: Rank): number;
}

/**
 * The page of a long run is still one that opens at once: at most `bytes` are kept, also in memory while the run goes
 * on. Once something of a rank was dropped, no more of it is taken, so that what is kept is the beginning.
 */
export function createPageBudget(bytes: number): PageBudget {
  const pieces: { readonly [rank in Rank]: (readonly [number: number, text: string, size: number])[] } = {
    quiet: [],
    loud: [],
  };
  const dropped = { quiet: 0, loud: 0 };
  let used = 0;

  const dropLast = (rank: Rank): boolean => {
    const last = pieces[rank].pop();
    if (last === undefined) return false;
    used -= last[2];
    dropped[rank] += 1;
    return true;
  };

  return {
    hasRoom: (rank) => dropped[rank] === 0,
    add(rank, number, make) {
      if (dropped[rank] > 0) {
        dropped[rank] += 1;
        return;
      }
      const text = make();
      const size = Buffer.byteLength(text);
      pieces[rank].push([number, text, size]);
      used += size;
      while (used > bytes && (dropLast('quiet') || (rank === 'loud' && dropLast('loud'))));
    },
    kept: () => [...pieces.loud, ...pieces.quiet].sort(([a], [b]) => a - b).map(([, text]) => text),
    dropped: (rank) => dropped[rank],
  };
}
