import { isObject } from '../lib/is-object.ts';
import type { Json, Path } from '../model/json.ts';
import { notDefined } from './not-defined.ts';
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
  const tell = (unevaluated: Unevaluated): null => {
    wrong.push(unevaluated);
    return null;
  };
  let value = Object.hasOwn(scope.roots, root) ? scope.roots[root] : undefined;
  if (value === undefined) return tell(notDefined('', root, Object.keys(scope.roots), at));
  let passed = root;
  for (const step of steps) {
    const next: Json | undefined = typeof value === 'function' ? value(String(step)) : partOf(value, step);
    const isIndex = typeof step === 'number';
    if (next === undefined) {
      const known = isObject(value) && !isIndex ? Object.keys(value) : [];
      return tell(notDefined(isIndex ? passed : `${passed}.`, isIndex ? `[${step}]` : step, known, at));
    }
    passed += isIndex ? `[${step}]` : `.${step}`;
    value = next;
  }
  if (typeof value !== 'function') return value;
  return tell({ path: at, message: `${root} has no value of its own`, help: `write ${root}.NAME` });
}

function partOf(value: Json, step: string | number): Json | undefined {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
  return (value as { readonly [key: string | number]: Json })[step];
}
