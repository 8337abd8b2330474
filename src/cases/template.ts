import { compile, type Template } from '../expressions/compile.ts';
import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import { merge } from './layers.ts';

/**
 * The keys of a step whose values are filled in (docs/reference/expressions.md#where-they-may-stand); without `steps`
 * the scenario has them.
 */
const ofStep = ['request', 'request_raw', 'headers', 'expect', 'mock', 'set'] as const;

export type StepKey = (typeof ofStep)[number];

/** A scenario with its expressions parsed, once for all of its cases. */
export interface ScenarioTemplate {
  readonly endpoint?: Template;
  readonly auth?: Template;
  readonly vars: ReadonlyMap<string, Template>;
  /** At least one. */
  readonly steps: readonly StepTemplate[];
}

/** A step with its expressions parsed. A scenario without `steps` is its own only step. */
export interface StepTemplate {
  readonly id?: string;
  /** Where it stands in the scenario: empty where the scenario has no steps. */
  readonly path: Path;
  /** As it was written, over the defaults of the scenario. */
  readonly written: JsonObject;
  readonly parts: ReadonlyMap<StepKey, Template>;
}

/** `set` lies over the variables of the files, and is taken as it is. */
export function scenarioTemplate(effective: JsonObject, set: JsonObject): ScenarioTemplate {
  const { endpoint, auth, steps } = effective;
  const vars = isObject(effective['vars']) ? effective['vars'] : {};
  const variables = Object.entries(vars).map(([name, written]) => [name, compile(written, ['vars', name])] as const);
  const typed = Object.entries(set).map(([name, value]) => [name, (): Json => value] as const);
  return {
    ...(endpoint !== undefined && { endpoint: compile(endpoint, ['endpoint']) }),
    ...(auth !== undefined && { auth: compile(auth, ['auth']) }),
    vars: new Map([...variables, ...typed]),
    steps: Array.isArray(steps)
      ? (steps as readonly JsonObject[]).map((step, index) =>
          stepTemplate(overDefaults(step, effective), ['steps', index]),
        )
      : [stepTemplate(effective, [])],
  };
}

function stepTemplate(written: JsonObject, path: Path): StepTemplate {
  const parts = ofStep.flatMap((key) => {
    const value = written[key];
    return value === undefined ? [] : [[key, compile(value, [...path, key])] as const];
  });
  const { id } = written;
  return { ...(path.length > 0 && typeof id === 'string' && { id }), path, written, parts: new Map(parts) };
}

/** Nothing is inherited from earlier steps; what the scenario says of every request lies under each. */
function overDefaults(step: JsonObject, effective: JsonObject): JsonObject {
  const under = Object.entries(effective).filter(([key]) => ['headers', 'timeout', 'expect'].includes(key));
  return merge(Object.fromEntries(under), step);
}
