import { closest } from '../lib/closest.ts';
import { isObject } from '../lib/is-object.ts';
import type { Json, Path } from '../model/json.ts';
import type { Expression, PathExpression } from './parse.ts';
import { omit, type Scope, type Unevaluated } from './scope.ts';

/** The value of one expression; null where it has none, which is then told in `wrong`. */
export function resolve(expression: Expression, at: Path, scope: Scope, wrong: Unevaluated[]): Json | typeof omit {
  if (expression.kind === 'omit') return omit;
  if (expression.kind === 'path') return follow(expression, at, scope, wrong);
  const read = scope.readFile(expression, at);
  if ('value' in read) return read.value;
  wrong.push({ path: at, message: read.wrong });
  return null;
}

function follow({ root, steps }: PathExpression, at: Path, scope: Scope, wrong: Unevaluated[]): Json {
  let value: Json | ((name: string) => Json | undefined) | undefined = Object.hasOwn(scope.roots, root)
    ? scope.roots[root]
    : undefined;
  if (value === undefined) return undefinedName(root, '', Object.keys(scope.roots));
  let passed = root;
  for (const step of steps) {
    const next: Json | undefined = typeof value === 'function' ? value(String(step)) : partOf(value, step);
    const name = typeof step === 'number' ? `[${step}]` : `.${step}`;
    if (next === undefined)
      return undefinedName(`${passed}${name}`, `${passed}.`, isObject(value) ? Object.keys(value) : []);
    passed += name;
    value = next;
  }
  if (typeof value !== 'function') return value;
  wrong.push({ path: at, message: `${root} has no value of its own`, help: `write ${root}.NAME` });
  return null;

  function undefinedName(name: string, before: string, known: readonly string[]): null {
    const meant = closest(name.slice(before.length), known);
    const message = `${name} is not defined`;
    wrong.push({ path: at, message, ...(meant !== undefined && { help: `did you mean ${before}${meant}?` }) });
    return null;
  }
}

function partOf(value: Json, step: string | number): Json | undefined {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
  return (value as { readonly [key: string | number]: Json })[step];
}
