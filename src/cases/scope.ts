import type { Template } from '../expressions/compile.ts';
import type { Scope, Unevaluated } from '../expressions/scope.ts';
import type { Json } from '../model/json.ts';

/** The variables of the environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What the names `env` and `secrets` stand for. */
export interface Surroundings {
  readonly env: Env;
  /** Stands for a variable that is not set, so that a suite runs on mocks in an empty environment. */
  readonly unset: (name: string) => string;
}

/** Variables may name one another this deep. */
const mostDeep = 64;

type NameFunction = (name: string) => string;

/** `env` and `secrets`. Secrets always have their stand-in: on mocks none is needed, so none is read. */
export function namesAround({ env, unset }: Surroundings): { readonly [root in 'env' | 'secrets']: NameFunction } {
  return { env: (name) => (Object.hasOwn(env, name) && env[name]) || unset(name), secrets: unset };
}

/**
 * The names that expressions of a scenario know: `roots`, and `vars`. Variables may refer to one another: each is
 * filled in when it is first asked for, and its name is then added to `asked`.
 */
export function createScope(
  roots: Scope['roots'],
  vars: ReadonlyMap<string, Template>,
  readFile: Scope['readFile'],
  wrong: Unevaluated[],
  asked: Set<string>,
): Scope {
  const filled: Record<string, Json> = {};
  const scope: Scope = { readFile, roots: { ...roots, vars: filled } };
  const open = new Set<string>();
  for (const [name, template] of vars) {
    Object.defineProperty(filled, name, {
      enumerable: true,
      configurable: true,
      get(): Json | undefined {
        asked.add(name);
        const value = fillVariable(name, template);
        Object.defineProperty(filled, name, { value, enumerable: true });
        return value;
      },
    });
  }
  return scope;

  /** Undefined for a variable that is omitted: it is not defined then. */
  function fillVariable(name: string, template: Template): Json | undefined {
    const path = ['vars', name];
    if (open.has(name)) {
      const circle = [...[...open].slice([...open].indexOf(name)), name].map((each) => `vars.${each}`);
      const help = circle.length > 2 ? `the circle is ${circle.join(' → ')}` : undefined;
      wrong.push({ path, message: `vars.${name} refers to itself`, ...(help !== undefined && { help }) });
      return null;
    }
    if (open.size === mostDeep) {
      wrong.push({ path, message: `variables refer to one another more than ${mostDeep} deep` });
      return null;
    }
    open.add(name);
    const value = template(scope, wrong);
    open.delete(name);
    return value;
  }
}
