import { expect, test } from 'vitest';
import { sleep } from '../../src/lib/sleep.ts';

test('it lasts as long as it is told, and no longer than its signal', async () => {
  const stop = new AbortController();
  const start = performance.now();
  await sleep(20, stop.signal);
  // Timers may fire a little early.
  expect(performance.now() - start).toBeGreaterThan(18);
  const long = sleep(60_000, stop.signal);
  stop.abort();
  await long;
  await sleep(60_000, stop.signal);
  expect(performance.now() - start).toBeLessThan(30_000);
});
