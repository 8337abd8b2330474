import type { Answer, StreamEvent } from './answer.ts';
import type { Exchange, ResponseOutcome } from './exchange.ts';
import type { Finding } from './finding.ts';
import type { Json, JsonObject, Path } from './json.ts';
import type { Backend, ProfileName, TransportName } from './names.ts';

/** What a check knows before the answer is read. */
export interface CheckContext {
  readonly profile: ProfileName;
  readonly backend: Backend;
  readonly transport: TransportName;
  readonly exchange: Exchange;
  readonly response: ResponseOutcome;
  /** Did the answer come as a stream (`text/event-stream`, or events in a 200 that was asked to stream)? */
  readonly stream: boolean;
  /** The body that was sent; null where it was no JSON object (`request_raw`) or is not known (a foreign answer). */
  readonly request: JsonObject | null;
  /** The step's `expect`. */
  readonly expect: JsonObject;
}

/** What a check says about a deviation. Severity and YAML place are added by whoever asked. */
export type Found = Pick<Finding, 'message' | 'expected' | 'actual' | 'at'> & {
  /** Below the severity of the rule: only for what is information. */
  readonly severity?: 'info';
  /**
   * Path in the scenario this follows from, relative to the step: `['request', 'tools']`, `['expect', 'usage']`.
   * Default: the first that exists of the check's own `from`.
   */
  readonly from?: Path;
};

/**
 * One evaluation of one check: events as they are read, then the whole. A stream's chunks are not kept, so what has
 * to look at each of them does so in `event`.
 */
export interface Judge {
  event?(event: StreamEvent): void;
  end?(answer: Answer): void;
}

/** A rule of the implied contract (`format.md` section 5). Id, severities and description stand in `contract/rules.ts`. */
export interface Rule {
  /** Request keys a finding follows from, the first that the request has: `['stop']`. Otherwise the `request:` line. */
  readonly from: readonly string[];
  /** Does the rule make sense here? What does not apply is not counted as asked. */
  applies(context: CheckContext): boolean;
  start(context: CheckContext, report: (found: Found) => void): Judge;
}

/** A named part of an answer that `expect` speaks about (`format.md` section 6). */
export interface Facet {
  /** True, or the reason why it does not apply to this case: `a whole answer has no chunks`. */
  applies(context: CheckContext): true | string;
  start(context: CheckContext, expected: Json, report: (found: Found) => void): Judge;
}
