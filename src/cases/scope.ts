import type { Template } from '../expressions/compile.ts';
import type { Scope, Unevaluated } from '../expressions/scope.ts';
import type { Json, Path } from '../model/json.ts';
import type { CaseOptions } from './case-options.ts';

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

type NameFunction = (name: string, at: Path) => string;

/**
 * `env` and `secrets`. Live, `missing` is told of every variable that is not set and `onSecret` of every secret that is
 * read. Otherwise secrets always have their stand-in: none is needed, so none is read.
 */
export function namesAround(
  { env, unset, backend, onSecret }: Surroundings & Pick<CaseOptions, 'backend' | 'onSecret'>,
  missing: (name: string, at: Path) => void,
): { readonly [root in 'env' | 'secrets']: NameFunction } {
  const standIn: NameFunction = (name, at) => {
    if (backend === 'live') missing(name, at);
    return unset(name);
  };
  const secret: NameFunction = (name, at) => {
    const value = read(env, name);
    if (value === undefined) return standIn(name, at);
    onSecret?.(name, value);
    return value;
  };
  return { env: (name, at) => read(env, name) ?? standIn(name, at), secrets: backend === 'live' ? secret : unset };
}

/** Which of these (`env.X`) are not set? An empty variable is as good as none. */
export function unmetOf(requires: readonly string[], env: Env): readonly string[] {
  return requires.filter((name) => read(env, name.replace(/^env\./, '')) === undefined);
}

function read(env: Env, name: string): string | undefined {
  return (Object.hasOwn(env, name) && env[name]) || undefined;
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
