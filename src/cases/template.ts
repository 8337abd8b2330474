import { compile, type Template } from '../expressions/compile.ts';
import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** The keys of a scenario whose values are filled in for every case (`format.md` section 4). */
const filledIn = ['endpoint', 'auth', 'headers', 'request', 'request_raw', 'expect', 'mock'] as const;

export type FilledIn = (typeof filledIn)[number];

/** A scenario with its expressions parsed, once for all of its cases. */
export interface ScenarioTemplate {
  readonly parts: ReadonlyMap<FilledIn, Template>;
  readonly vars: ReadonlyMap<string, Template>;
}

/** `set` lies over the variables of the files, and is taken as it is. */
export function scenarioTemplate(effective: JsonObject, set: JsonObject): ScenarioTemplate {
  const parts = filledIn.flatMap((key) => {
    const written = effective[key];
    return written === undefined ? [] : [[key, compile(written, [key])] as const];
  });
  const vars = isObject(effective['vars']) ? effective['vars'] : {};
  const variables = Object.entries(vars).map(([name, written]) => [name, compile(written, ['vars', name])] as const);
  const typed = Object.entries(set).map(([name, value]) => [name, (): Json => value] as const);
  return { parts: new Map(parts), vars: new Map([...variables, ...typed]) };
}
