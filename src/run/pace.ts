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

/** When a request is to go out, and then when it did. */
interface Departure {
  at: number;
}

export function createPace({ concurrency, rpm, maxCalls, signal }: PaceOptions): Pace {
  const waiting: (() => void)[] = [];
  const sent = new Map<string, Departure[]>();
  let free = concurrency;
  let calls = 0;
  let isSpent = false;

  /** Takes the next time at which a minute has room, so that whoever asks after it takes a later one. */
  function reserve(key: string): { readonly mine: Departure; readonly opens: () => number } {
    const mine = { at: performance.now() };
    if (rpm === undefined) return { mine, opens: () => 0 };
    const departures = sent.get(key) ?? [];
    sent.set(key, departures);
    // With it this one must not be in the same minute.
    const before = departures.length < rpm ? undefined : departures.shift();
    const opens = () => (before ? before.at + minute : 0);
    mine.at = Math.max(mine.at, opens());
    departures.push(mine);
    return { mine, opens };
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
      const { mine, opens } = reserve(key);
      for (;;) {
        for (let left = opens() - performance.now(); left > 0 && !signal.aborted; left = opens() - performance.now()) {
          mine.at = Math.max(mine.at, opens());
          await sleep(left, signal);
        }
        if (free > 0) free -= 1;
        else await new Promise<void>((resolve) => waiting.push(resolve));
        // The one before may itself have waited for a place, and have gone later than it was to.
        if (signal.aborted || opens() <= performance.now()) break;
        leave();
      }
      if (signal.aborted) {
        leave();
        return interrupted;
      }
      mine.at = performance.now();
      return { leave };
    },
    get isSpent() {
      return isSpent;
    },
  };
}

const interrupted = { refused: { reason: 'aborted', message: 'interrupted before it was sent' } } as const;
