import { undefinedNames } from '../expressions/undefined-names.ts';
import { isObject } from '../lib/is-object.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Suite } from '../model/suite.ts';
import { expressionDiagnostic } from './expression-diagnostic.ts';

/**
 * Expressions that could never have a value, in endpoints that no case may send to. An endpoint may name a variable
 * that only those scenarios have that send to it.
 */
export function checkEndpoints({ file, source, scenarios }: Suite, set: JsonObject): Diagnostic[] {
  const known = new Set([...namesOf(file.vars), ...namesOf(file.defaults?.vars), ...namesOf(set)]);
  for (const scenario of scenarios) {
    const written = [scenario.file.vars, ...scenario.defaults.map(({ value }) => isObject(value) && value['vars'])];
    for (const name of written.flatMap(namesOf)) known.add(name);
  }
  return undefinedNames(file.endpoints ?? {}, known, ['endpoints']).map((each) =>
    expressionDiagnostic(each, source.locate),
  );
}

function namesOf(vars: Json | undefined): string[] {
  return isObject(vars) ? Object.keys(vars) : [];
}
