import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Backend, TransportName } from '../model/names.ts';
import type { Locate } from '../model/place.ts';
import type { Surroundings } from './scope.ts';

/** How the flags of the command line fill in and select. */
export interface CaseOptions extends Surroundings {
  readonly backend: Backend;
  /** Live: is told of every secret that is read, before anybody can write it. */
  readonly onSecret?: (name: string, value: string) => void;
  /** `--set`: over every `vars`. */
  readonly set: JsonObject;
  readonly model?: string;
  readonly endpoint?: string;
  readonly origin?: string;
  readonly transports?: readonly TransportName[];
  /** A tag expression: `a and not (b or c)`. */
  readonly tags?: string;
  /** Part of a case's id or title, in any case. */
  readonly grep?: string;
  /** Milliseconds: the total time of a request, over that of the scenario. */
  readonly timeout?: number;
  /** How often each row × transport runs, over what the scenario says. */
  readonly repeat?: number;
  /** Scenario id → what was asked for of it. A scenario that is not in it was asked for as a whole. */
  readonly picks?: ReadonlyMap<string, Picks>;
  /** Holds what expressions brought in against the schemas of the files. */
  readonly checkEvaluated: (kind: 'scenario' | 'suite', part: Json, locate: Locate) => readonly Diagnostic[];
}

/** Parts of a scenario that were asked for. */
export interface Picks {
  /** `file:LINE`: the line of a row, or any other for the scenario as a whole. */
  readonly lines: readonly number[];
  /** Ids of cases. */
  readonly cases: readonly string[];
}
