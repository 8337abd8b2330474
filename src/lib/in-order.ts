/**
 * Runs `work` over `items`, at most `lanes` at a time, and yields the results in the order of the items. A new item
 * is started as soon as a lane is free, whether or not earlier results have been taken. The first rejection of `work`
 * ends it all: work that may fail tells so in its result.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  lanes: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const iterator = items[Symbol.iterator]();
  const finished = new Map<number, Result>();
  let started = 0;
  let taken = 0;
  let wake: () => void = () => {};

  async function lane(): Promise<void> {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      const index = started++;
      finished.set(index, await work(next.value));
      if (index === taken) wake();
    }
  }

  let end: { error?: unknown } | undefined;
  Promise.all(Array.from({ length: lanes }, lane)).then(
    () => {
      end = {};
      wake();
    },
    (error: unknown) => {
      end = { error };
      wake();
    },
  );

  for (;;) {
    for (let result = finished.get(taken); finished.has(taken); result = finished.get(taken)) {
      finished.delete(taken);
      taken += 1;
      yield result as Result;
    }
    if (end && 'error' in end) throw end.error;
    if (end) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
