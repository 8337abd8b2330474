import type { Scope, Unevaluated } from '../expressions/evaluate.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Json, JsonObject } from '../model/json.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The names that expressions of a scenario know. On mocks an unset `env.X` is the text `X`, so that a suite runs in an
 * empty environment, and `secrets.X` always is: no secret is needed there, so none is read.
 */
export function createScope(
  env: Env,
  vars: JsonObject,
  matrix: JsonObject,
  readFile: Scope['readFile'],
  wrong: Unevaluated[],
): Scope {
  const filled: Record<string, Json> = {};
  const open = new Set<string>();
  const scope: Scope = {
    readFile,
    roots: {
      env: (name: string) => env[name] || name,
      secrets: (name: string) => name,
      vars: filled,
      matrix,
    },
  };
  // Variables may refer to one another: each is filled in when it is first asked for.
  for (const [name, value] of Object.entries(vars)) {
    Object.defineProperty(filled, name, {
      enumerable: true,
      configurable: true,
      get(): Json {
        if (open.has(name)) {
          wrong.push({ path: ['vars', name], message: `vars.${name} refers to itself` });
          return null;
        }
        open.add(name);
        const result = evaluate(value, scope, wrong, ['vars', name]);
        open.delete(name);
        Object.defineProperty(filled, name, { value: result, enumerable: true });
        return result;
      },
    });
  }
  return scope;
}
