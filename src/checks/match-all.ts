/**
 * Gives each of `wanted` an item of its own that fits it, where that can be done, and returns those left without one.
 * (Augmenting paths: a greedy choice could leave the last one without the only item that fits it.)
 */
export function matchAll<Wanted, Item>(
  wanted: readonly Wanted[],
  items: readonly Item[],
  fits: (wanted: Wanted, item: Item) => boolean,
): Wanted[] {
  const fitting = wanted.map((each) => items.flatMap((item, index) => (fits(each, item) ? [index] : [])));
  /** Item → the index of what it was given to. */
  const given = new Map<number, number>();

  function give(index: number, tried: Set<number>): boolean {
    for (const item of fitting[index] ?? []) {
      if (tried.has(item)) continue;
      tried.add(item);
      const owner = given.get(item);
      if (owner !== undefined && !give(owner, tried)) continue;
      given.set(item, index);
      return true;
    }
    return false;
  }

  return wanted.filter((_, index) => !give(index, new Set()));
}
