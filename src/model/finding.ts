import type { Place } from './place.ts';
import type { Quirk } from './suite.ts';

/** One deviation of the service from the contract or from `expect`. */
export interface Finding {
  /** A rule's id (`tool-call-index`), a facet's name (`expect.usage`), or `steps` for a step that could not be sent. */
  readonly check: string;
  /** The step whose answer it is about, in a scenario with steps. */
  readonly step?: string;
  readonly severity: 'error' | 'warn' | 'info';
  /** One sentence without a full stop: what is wrong, in the words of the API. */
  readonly message: string;
  /** What would be right, short; a value is written as JSON. */
  readonly expected?: string;
  /** What was there instead, short; a value is written as JSON, long text is cut with `…`. */
  readonly actual?: string;
  /** Where in the answer. */
  readonly at?: AnswerPlace;
  /** The registered quirk that excuses it; it is information then. */
  readonly known?: Quirk;
  /** Where in the YAML: the line of `expect`, or the request key a rule follows from. */
  readonly place: Place;
}

/** A place in an answer. */
export interface AnswerPlace {
  /** Number of the event in the stream, from 1; absent for whole answers. */
  readonly event?: number;
  /** JSON Pointer into the body, into that event's chunk, or into the completion (`in: 'completion'`). */
  readonly pointer?: string;
  readonly in?: 'body' | 'chunk' | 'completion' | 'headers' | 'status' | 'sdk' | 'sent' | 'timing';
  /** A piece of the answer at that place, at most 200 characters, as it came. */
  readonly excerpt?: string;
}
