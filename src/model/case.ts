import type { Diagnostic } from './diagnostic.ts';
import type { Auth, Endpoint } from './endpoint.ts';
import type { Json, JsonObject, Path } from './json.ts';
import type { ProfileName, RuleSetting, TransportName } from './names.ts';
import type { Locate } from './place.ts';
import type { Scenario } from './suite.ts';

/** Deadlines in milliseconds. Each is an error of its own when it passes (docs/reference/verdicts.md). */
export interface Timeouts {
  /** Until the connection stands. */
  readonly connect: number;
  /** From sending until the first byte of the body. */
  readonly first_event: number;
  /** Between two reads of the body. */
  readonly idle: number;
  /** From sending until the end of the body. */
  readonly total: number;
}

/** One concrete run of a scenario: one matrix row × one transport × one repeat, with nothing left to fill in. */
export interface Case {
  /** `managed/stream-a-story[model=google/gemini-3.8-flash,transport=sdk]`: stable on every machine. */
  readonly id: string;
  readonly scenario: Scenario;
  /** Axis → value, in the order of the id, without `transport`. */
  readonly row: JsonObject;
  readonly transport: TransportName;
  /** From 1. */
  readonly repeat: number;
  /** What passes or fails: the repeats of its row × transport. */
  readonly group: Group;
  /** With `parity`: the id of the case that it repeats with `stream` flipped, to compare the two answers. */
  readonly twinOf?: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly endpoint: Endpoint;
  readonly profile: ProfileName;
  readonly auth: Auth;
  /** What suite, defaults and scenario say about rules, over the table of the profile. */
  readonly rules: { readonly [rule: string]: RuleSetting };
  /** Why it must not run, where its author said so. */
  readonly skip?: string;
  /** At least one; a scenario without `steps` has exactly one, without an id. */
  readonly steps: readonly Step[];
  /** The place of any value of the effective scenario: paths such as `['expect', 'content']` or `['request', 'tools']`. */
  readonly locate: Locate;
}

/** The repeats of one row × transport. Without repeats it is its one case. */
export interface Group {
  /** The id of its cases without `#n`. */
  readonly id: string;
  /** How many cases it has. */
  readonly count: number;
  /** How many of them must pass. */
  readonly pass: number;
}

/** One request of a case, with what is expected of its answer and what a mock would answer. */
export interface Step {
  readonly id?: string;
  /** The path of this step in its scenario: empty where the scenario has no steps. */
  readonly path: readonly (string | number)[];
  readonly request: RequestBody;
  /** Lower-case names; what the scenario adds to every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is expected, expressions evaluated, defaults laid under it: one map, or those entries of a list that match. */
  readonly expect: readonly Expectation[];
  /** Absent where the scenario has none: the mock backend then makes a synthetic answer. */
  readonly mock?: Json;
  readonly timeouts: Timeouts;
  /**
   * Fills in what is known only when earlier steps have been answered; until then it is the text of its expression.
   * `answers`: step id → `request`, `status`, `headers`, `body`, `message`, `completion`. Absent where nothing waits.
   */
  readonly complete?: (answers: JsonObject) => CompletedStep;
}

/** A step with nothing left to fill in, or why it cannot be sent. */
export type CompletedStep = { readonly step: Step } | { readonly wrong: readonly Diagnostic[] };

/** A map of facets that holds for a case. */
export interface Expectation {
  /** Where it stands, relative to the step: `['expect']`, or `['expect', 1]` of a list with `when`. */
  readonly path: Path;
  /** Facet → what is expected. Null stands for nothing. */
  readonly facets: JsonObject;
}

/** The JSON that goes over the wire, or the text that goes instead of it (to provoke a 400). */
export type RequestBody =
  | { readonly kind: 'json'; readonly json: JsonObject }
  | { readonly kind: 'raw'; readonly text: string };
