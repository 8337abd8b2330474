import type { Json, JsonObject, Path } from './json.ts';
import type { RuleSetting } from './names.ts';
import type { Place } from './place.ts';

/** A YAML file that was read: its value, and where each part of it stands. */
export interface Source {
  /** Absolute path. */
  readonly file: string;
  readonly value: Json;
  /** How many lines it has, without blank ones at its end. */
  readonly lines: number;
  /**
   * The place of the value at a path, or of its key with `'key'`. For a path that is not in the file: the place of its
   * nearest parent that is (the top of the file at the least).
   */
  locate(path: Path, part?: 'key' | 'value'): Place;
  /** Is there a value at this path? */
  has(path: Path): boolean;
}

/** `suite.yaml` as its author wrote it, checked against `schemas/suite.schema.json`. Expressions are still text. */
export interface SuiteFile {
  readonly version: 1;
  readonly title?: string;
  readonly description?: string;
  readonly vars?: JsonObject;
  readonly endpoints?: { readonly [name: string]: JsonObject };
  readonly tags?: { readonly [tag: string]: string };
  readonly defaults?: DefaultsFile;
  readonly contract?: { readonly rules?: { readonly [rule: string]: RuleSetting } };
  readonly quirks?: readonly Quirk[];
  readonly recordings?: { readonly max_age?: string };
}

/** A known deviation of the service (docs/reference/format.md#quirks). */
export interface Quirk {
  /** Id of the rule whose finding is known. */
  readonly rule: string;
  /** Globs that must all match: where it is known. `path` is a JSON Pointer into the answer. */
  readonly when?: { readonly [about in 'scenario' | 'model' | 'endpoint' | 'transport' | 'path']?: string };
  readonly reason: string;
  readonly link?: string;
  readonly owner: string;
  /** The last day on which it is excused, `2027-03-31`, in UTC. */
  readonly expires: string;
}

/** What `defaults` of a suite and a folder's `_defaults.yaml` may hold: keys of a scenario. */
export interface DefaultsFile {
  readonly endpoint?: Json;
  readonly profile?: string;
  readonly auth?: Json;
  readonly headers?: JsonObject;
  readonly transports?: readonly string[];
  readonly tags?: readonly string[];
  readonly vars?: JsonObject;
  readonly timeout?: JsonObject;
  readonly contract?: { readonly rules?: { readonly [rule: string]: RuleSetting } };
  readonly repeat?: JsonObject;
  readonly requires?: readonly string[];
  readonly expect?: Json;
}

/** A scenario file as its author wrote it, checked against `schemas/scenario.schema.json`. Expressions are still text. */
export interface ScenarioFile extends DefaultsFile {
  readonly version: 1;
  readonly title: string;
  readonly description?: string;
  readonly docs?: string;
  readonly matrix?: JsonObject;
  readonly skip?: string;
  readonly parity?: boolean;
  readonly request?: JsonObject;
  readonly request_raw?: string;
  readonly steps?: readonly JsonObject[];
  readonly mock?: Json;
}

/** A suite: a folder with a `suite.yaml`, and the scenario files that were asked for. */
export interface Suite {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly file: SuiteFile;
  readonly source: Source;
  /** In the order of their ids. */
  readonly scenarios: readonly Scenario[];
}

/** One scenario file: what to send and what to expect. */
export interface Scenario {
  /** Path below the suite without ending, with `/` on every machine: `managed/stream-a-story`. */
  readonly id: string;
  readonly file: ScenarioFile;
  readonly source: Source;
  /** The folders' `_defaults.yaml` that lie under it, outermost first. */
  readonly defaults: readonly Source[];
}
