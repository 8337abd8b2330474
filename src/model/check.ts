import type { Answer, Completion, StreamEvent } from './answer.ts';
import type { Exchange, ResponseOutcome } from './exchange.ts';
import type { Finding } from './finding.ts';
import type { Json, JsonObject, Path } from './json.ts';
import type { Backend, ProfileName, TransportName } from './names.ts';

/** One deviation of a value from a schema, in words. */
export interface Deviation {
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** JSON Pointer into the value. */
  readonly pointer: string;
  /** Path of the keyword in the schema, where it stands in the schema itself and not behind a reference. */
  readonly path: Path;
}

/** A compiled schema: nothing where the value conforms. `subject` names the value in sentences: `the body`, `chunk 3`. */
export type Validate = (value: unknown, subject: string) => readonly Deviation[];

/** A schema inside a request; its dialect may be one that our compiler does not take. */
export type RequestSchema =
  | { readonly kind: 'compiled'; readonly validate: Validate }
  | { readonly kind: 'not-compilable'; readonly reason: string };

/** The schemas that rules hold an answer against, compiled before anything is sent. */
export interface CheckSchemas {
  /** Of the profile: a whole answer's body, a chunk, the body of an error. */
  readonly body: Validate;
  readonly chunk: Validate;
  readonly error: Validate;
  /** Name of a declared function → its `parameters`; functions without them are left out. */
  readonly parameters: ReadonlyMap<string, RequestSchema>;
  /** Of `response_format`, where it has one. */
  readonly format?: RequestSchema;
}

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
  /** Does `expect` say something about the status, or about an error? */
  readonly expectsStatus: boolean;
  readonly schemas: CheckSchemas;
  /** With `parity`: the answer to the same request with `stream` flipped. */
  readonly twin?: Judged;
}

/** What the checks made of an answer. */
export interface Judged {
  readonly completion?: Completion;
  readonly asked: ReadonlySet<string>;
  /** Check → the worst severity of what it found, before anything was excused; information is none. */
  readonly fired: ReadonlyMap<string, 'error' | 'warn'>;
}

/** What a check says about a deviation. Severity and YAML place are added by whoever asked. */
export type Found = Pick<Finding, 'message' | 'expected' | 'actual' | 'at'> & {
  /** Below the severity of the rule: what is information, and what could not be checked. */
  readonly severity?: 'warn' | 'info';
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
  /** `fired`: the checks before this one that found a deviation, with the worst severity of it; information is none. */
  end?(answer: Answer, fired: ReadonlyMap<string, 'error' | 'warn'>): void;
}

/**
 * A rule of the implied contract (docs/reference/rules.md). Id, severities and description stand in
 * `contract/rules.ts`.
 */
export interface Rule {
  /** Request keys a finding follows from, the first that the request has: `['stop']`. Otherwise the `request:` line. */
  readonly from: readonly string[];
  /** Does the rule make sense here? What does not apply is not counted as asked. */
  applies(context: CheckContext): boolean;
  start(context: CheckContext, report: (found: Found) => void): Judge;
}

/** A named part of an answer that `expect` speaks about (docs/reference/facets.md). */
export interface Facet {
  /** True, or the reason why it does not apply to this case: `a whole answer has no chunks`. */
  applies(context: Pick<CheckContext, 'request' | 'stream' | 'transport' | 'backend'>): true | string;
  /** Reads what is expected, before anything is sent. */
  prepare(expected: Json, author: Author): Promise<PreparedFacet>;
}

export type PreparedFacet = (context: CheckContext, report: (found: Found) => void) => Judge;

/** What a facet asks about, and tells, the author of `expected`. Paths are those below the facet. */
export interface Author {
  /** Compiles a schema; of one that is none the problems are told, and everything conforms to it. */
  compile(schema: Json, path: Path): Promise<Validate>;
  wrong(path: Path, code: string, message: string, help?: string): void;
}
