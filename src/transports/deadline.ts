import type { Limits } from '../model/exchange.ts';

type Which = 'first_event' | 'idle' | 'total';

/** The deadlines of one body: the first read, the gap between reads, the whole. */
export interface Deadline {
  /** A piece of the body has arrived. */
  read(): void;
  stop(): void;
}

/** Milliseconds: a timer that is set for longer fires at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Calls `passed` once, with the first deadline that passes. One timer for all of them, set anew only when it fires:
 * a stream of 100,000 reads must not set 100,000 timers.
 */
export function startDeadline(limits: Limits, now: () => number, passed: (which: Which) => void): Deadline {
  let lastRead: number | undefined;
  let timer = wait(Math.min(limits.first_event, limits.total));

  function wait(ms: number): NodeJS.Timeout {
    return setTimeout(look, Math.min(Math.ceil(ms), longestTimer));
  }

  function next(): { which: Which; at: number } {
    const waiting: { which: Which; at: number } =
      lastRead === undefined
        ? { which: 'first_event', at: limits.first_event }
        : { which: 'idle', at: lastRead + limits.idle };
    return waiting.at < limits.total ? waiting : { which: 'total', at: limits.total };
  }

  function look(): void {
    const { which, at } = next();
    const left = at - now();
    if (left > 0) timer = wait(left);
    else passed(which);
  }

  return {
    read: () => {
      const first = lastRead === undefined;
      lastRead = now();
      // Only the first read can bring the deadline nearer than the timer that is set.
      if (!first || limits.idle >= limits.first_event) return;
      clearTimeout(timer);
      timer = wait(next().at - lastRead);
    },
    stop: () => clearTimeout(timer),
  };
}
