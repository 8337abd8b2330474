import { parseDuration } from '../lib/duration.ts';
import { isObject } from '../lib/is-object.ts';
import type { Json } from '../model/json.ts';
import type { Script } from './faults.ts';

/**
 * The writes of a body, each taken as its reader asks for it; with `pace` (`{first, every}`, durations), at its time.
 * Ends with the reason of `signal` where that is aborted.
 */
export function writeBody(
  { writes, end }: Script,
  pace: Json | undefined,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const first = paceOf(pace, 'first');
  const every = paceOf(pace, 'every');
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const write = writes[at];
        if (write === undefined) return finish(controller);
        const wait = (at === 0 ? first : every) + write.wait;
        if (wait > 0) await sleep(wait, signal);
        if (signal.aborted) return controller.error(signal.reason);
        at += 1;
        controller.enqueue(write.bytes);
        // A break is met by the next read: what was written before it is read.
        if (at === writes.length && end === 'close') controller.close();
      },
    },
    { highWaterMark: 0 },
  );

  function finish(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (end === 'close') controller.close();
    else controller.error(new TypeError('terminated', { cause: reset() }));
  }
}

/** As the network of Node tells it. */
function reset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/** Milliseconds. Throws where an expression gave what is no duration. */
function paceOf(pace: Json | undefined, which: 'first' | 'every'): number {
  const text = isObject(pace) ? pace[which] : undefined;
  if (text === undefined) return 0;
  const ms = parseDuration(String(text));
  if (ms === undefined) throw new Error(`pace.${which} of the mock is no duration: ${JSON.stringify(text)}`);
  return ms;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
    if (signal.aborted) finish();
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}
