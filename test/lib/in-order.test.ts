import { expect, test } from 'vitest';
import { inOrder } from '../../src/lib/in-order.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

test('yields in the order of the items although later ones are ready first', async () => {
  const results = inOrder([30, 1, 10, 0], 4, async (ms) => {
    await wait(ms);
    return ms;
  });
  expect(await collect(results)).toEqual([30, 1, 10, 0]);
});

test('keeps as many at work as there are lanes, and never more', async () => {
  let now = 0;
  let most = 0;
  await collect(
    inOrder(Array.from({ length: 40 }), 5, async () => {
      now += 1;
      most = Math.max(most, now);
      await wait(1);
      now -= 1;
    }),
  );
  expect(most).toBe(5);
});

test('a slow first item does not hold back the others', async () => {
  let finished = 0;
  let release: () => void = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const all = collect(
    inOrder([0, 1, 2, 3, 4], 2, async (n) => {
      if (n === 0) await slow;
      finished += 1;
      return n;
    }),
  );
  await wait(10);
  expect(finished).toBe(4);
  release();
  expect(await all).toEqual([0, 1, 2, 3, 4]);
});

test('an empty list yields nothing', async () => {
  expect(await collect(inOrder([], 3, async () => 1))).toEqual([]);
});

test('a rejection of the work is thrown on', async () => {
  const broken = inOrder([1, 2], 1, async (n) => {
    if (n === 2) throw new Error('ours');
    return n;
  });
  await expect(collect(broken)).rejects.toThrow('ours');
});
