import { sleep } from '../lib/sleep.ts';
import type { NoResponse } from '../model/exchange.ts';

/** When a request may go out: so many at once, so many a minute, so many in all. */
export interface Pace {
  /** Waits until one more request with this key may be sent. */
  turn(key: string): Promise<Turn>;
  /** Was a request refused because the budget is used up? */
  readonly isSpent: boolean;
}

export type Turn =
  /** `leave` is to be called when the answer has come to its end, or did not come. */
  { readonly leave: () => void } | { readonly refused: Pick<NoResponse, 'reason' | 'message'> };

export interface PaceOptions {
  /** Requests in flight at once. */
  readonly concurrency: number;
  /** Requests in any minute for one key: those of one model and project share a quota. */
  readonly rpm?: number;
  /** Requests in all, retries included. */
  readonly maxCalls?: number;
  readonly signal: AbortSignal;
}

const minute = 60_000;

export function createPace({ concurrency, rpm, maxCalls, signal }: PaceOptions): Pace {
  const waiting: (() => void)[] = [];
  const sent = new Map<string, number[]>();
  let free = concurrency;
  let calls = 0;
  let isSpent = false;

  /** Takes the next time at which a minute has room, so that whoever asks after it takes a later one. */
  function reserve(key: string): number {
    if (rpm === undefined) return 0;
    const times = sent.get(key) ?? [];
    sent.set(key, times);
    const oldest = times.length < rpm ? undefined : times.shift();
    const at = Math.max(performance.now(), oldest === undefined ? 0 : oldest + minute);
    times.push(at);
    return at;
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    async turn(key) {
      if (signal.aborted) return interrupted;
      if (calls === maxCalls) {
        isSpent = true;
        return {
          refused: { reason: 'budget', message: `the budget of ${maxCalls} requests (--max-calls) is used up` },
        };
      }
      calls += 1;
      const at = reserve(key);
      for (let left = at - performance.now(); left > 0 && !signal.aborted; left = at - performance.now()) {
        await sleep(left, signal);
      }
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      if (!signal.aborted) return { leave };
      leave();
      return interrupted;
    },
    get isSpent() {
      return isSpent;
    },
  };
}

const interrupted = { refused: { reason: 'aborted', message: 'interrupted before it was sent' } } as const;
