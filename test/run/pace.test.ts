import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPace, type Turn } from '../../src/run/pace.ts';

const never = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function leave(turn: Turn | undefined): void {
  if (!turn || !('leave' in turn)) throw new Error('there was no turn');
  turn.leave();
}

test('no more than so many are in flight, and those who wait go in the order they came', async () => {
  const pace = createPace({ concurrency: 2, signal: never });
  const [first] = [await pace.turn('a'), await pace.turn('a')];
  const order: string[] = [];
  const third = pace.turn('a').then((turn) => [order.push('third'), turn] as const);
  const fourth = pace.turn('a').then((turn) => [order.push('fourth'), turn] as const);
  await Promise.resolve();
  expect(order).toEqual([]);
  leave(first);
  leave((await third)[1]);
  await fourth;
  expect(order).toEqual(['third', 'fourth']);
});

test('a budget refuses what is beyond it, once and for all', async () => {
  const pace = createPace({ concurrency: 8, maxCalls: 2, signal: never });
  leave(await pace.turn('a'));
  leave(await pace.turn('b'));
  expect(pace.isSpent).toBe(false);
  const refused = { reason: 'budget', message: 'the budget of 2 requests (--max-calls) is used up' };
  expect(await pace.turn('a')).toEqual({ refused });
  expect(await pace.turn('b')).toEqual({ refused });
  expect(pace.isSpent).toBe(true);
});

test('within any minute no more than so many go out for one model, and others do not wait for it', async () => {
  const sent: Record<string, number[]> = { a: [], b: [] };
  const pace = createPace({ concurrency: 8, rpm: 2, signal: never });
  const start = performance.now();
  const go = async (key: 'a' | 'b') => {
    leave(await pace.turn(key));
    sent[key]?.push(Math.round(performance.now() - start));
  };
  const all = Promise.all([go('a'), go('a'), go('a'), go('b'), go('a'), go('a')]);
  await vi.advanceTimersByTimeAsync(20_000);
  await vi.advanceTimersByTimeAsync(110_000);
  await all;
  expect(sent).toEqual({ a: [0, 0, 60_000, 60_000, 120_000], b: [0] });
});

test('a request that waited for a place counts from when it went', async () => {
  const pace = createPace({ concurrency: 1, rpm: 1, signal: never });
  const start = performance.now();
  const slow = await pace.turn('b');
  const went: number[] = [];
  const go = async () => {
    leave(await pace.turn('a'));
    went.push(Math.round(performance.now() - start));
  };
  const all = Promise.all([go(), go(), go()]);
  await vi.advanceTimersByTimeAsync(50_000);
  leave(slow);
  await vi.advanceTimersByTimeAsync(200_000);
  await all;
  expect(went).toEqual([50_000, 110_000, 170_000]);
});

test('an interrupted run gives no turn to whoever waits, and nobody is left waiting', async () => {
  const stop = new AbortController();
  const pace = createPace({ concurrency: 1, rpm: 1, signal: stop.signal });
  const first = await pace.turn('a');
  const forTheMinute = pace.turn('a');
  const forThePlace = pace.turn('b');
  stop.abort();
  leave(first);
  const refused = { reason: 'aborted', message: 'interrupted before it was sent' };
  expect(await Promise.all([forTheMinute, forThePlace, pace.turn('c')])).toEqual(Array(3).fill({ refused }));
  expect(pace.isSpent).toBe(false);
});
