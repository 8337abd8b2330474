import type { Dispatcher } from 'undici';
import type { BodyReader } from '../model/exchange.ts';

/** A body that is read while it arrives. */
export interface ArrivingBody {
  /** The next bytes that came. */
  take(piece: Uint8Array): void;
  /** It is whole. */
  end(): void;
  /** It will not be whole. */
  fail(error: Error): void;
  readonly reader: BodyReader;
}

type Controller = Pick<Dispatcher.DispatchController, 'abort' | 'pause' | 'resume'>;

/** Bytes that wait for their reader before the server has to wait too. */
const room = 256 * 1024;

/**
 * Nothing but a queue: the streams of Node and of the Web take several turns of the event loop for each piece, while the
 * next request could already be sent.
 */
export function createArrivingBody(controller: Controller): ArrivingBody {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting:
    | { resolve(result: Awaited<ReturnType<BodyReader['read']>>): void; reject(error: Error): void }
    | undefined;
  let held = 0;
  let failure: Error | undefined;
  let isWhole = false;

  function settle(): void {
    if (!waiting) return;
    const { resolve, reject } = waiting;
    const piece = pieces.shift();
    if (!piece && !failure && !isWhole) return;
    waiting = undefined;
    if (piece) {
      held -= piece.byteLength;
      if (held < room) controller.resume();
      resolve({ done: false, value: piece });
    } else if (failure) reject(failure);
    else resolve({ done: true, value: undefined });
  }

  const body: ArrivingBody = {
    take(piece) {
      pieces.push(piece as Uint8Array<ArrayBuffer>);
      held += piece.byteLength;
      settle();
      if (held >= room) controller.pause();
    },
    end() {
      isWhole = true;
      settle();
    },
    fail(error) {
      failure = error;
      settle();
    },
    reader: {
      read: () =>
        new Promise((resolve, reject) => {
          waiting = { resolve, reject };
          settle();
        }),
      async cancel() {
        pieces.length = 0;
        if (!isWhole) controller.abort(new Error('cancelled'));
        isWhole = true;
        settle();
      },
    },
  };
  return body;
}
