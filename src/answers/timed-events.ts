import type { StreamEvent } from '../model/answer.ts';
import type { Read, ResponseOutcome } from '../model/exchange.ts';
import { type Asked, readAnswer } from './read-answer.ts';

/** An event of a stream, and when it came. */
export interface TimedEvent {
  readonly event: StreamEvent;
  /** Its token in the layout (`C`, `[FU]`); absent where it is about other choices than 0. */
  readonly token?: string;
  /** Milliseconds from the call of `fetch` until its last byte had arrived; absent where the reads do not reach there. */
  readonly at?: number;
  /** Up to the next event, line breaks included. */
  readonly bytes: number;
}

/** A stream event by event, as a person looks at it. It keeps every chunk: for one stream at a time. */
export function timedEvents(response: ResponseOutcome, asked: Asked): TimedEvent[] {
  const events: { readonly event: StreamEvent; readonly inLayout: boolean }[] = [];
  const { stream } = readAnswer(response, asked, (event, inLayout) => events.push({ event, inLayout }));
  const tokens = (stream?.layout ?? []).flatMap(({ token, count }) => Array<string>(count).fill(token));
  const { bytes, reads } = response.body;
  const arrival = arrivals(reads);
  let next = 0;
  return events.map(({ event, inLayout }, index) => {
    const end = events[index + 1]?.event.offset ?? bytes.byteLength;
    const token = inLayout ? tokens[next++] : undefined;
    const at = arrival(end - 1);
    return { event, ...(token !== undefined && { token }), ...(at !== undefined && { at }), bytes: end - event.offset };
  });
}

/** When a byte arrived. Asked in order, so that a long stream is walked through once. */
function arrivals(reads: readonly Read[]): (offset: number) => number | undefined {
  let read = 0;
  return (offset) => {
    while ((reads[read + 1]?.offset ?? Number.POSITIVE_INFINITY) <= offset) read += 1;
    return reads[read]?.at;
  };
}
