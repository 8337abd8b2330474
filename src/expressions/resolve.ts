import { isObject } from '../lib/is-object.ts';
import type { Json, Path } from '../model/json.ts';
import { notDefined } from './not-defined.ts';
import type { Expression, FileExpression, PathExpression } from './parse.ts';
import { type Known, later, omit, type Scope, type Unevaluated } from './scope.ts';
import { toolResults } from './tool-results.ts';

/** The value of one expression; null where it has none, which is then told in `wrong`. */
export function resolve(
  expression: Expression,
  at: Path,
  scope: Scope,
  wrong: Unevaluated[],
): Json | typeof omit | typeof later {
  if (expression.kind === 'omit') return omit;
  if (expression.kind !== 'tool-results') return evaluate(expression, at, scope, wrong) ?? null;
  const message = evaluate(expression.message, at, scope, wrong);
  const results = evaluate(expression.results, at, scope, wrong);
  if (message === undefined || results === undefined) return null;
  return message === later || results === later ? later : toolResults(message, results, at, wrong);
}

/** Undefined where there is none. */
function evaluate(
  expression: PathExpression | FileExpression,
  at: Path,
  scope: Scope,
  wrong: Unevaluated[],
): Json | typeof later | undefined {
  if (expression.kind === 'path') return follow(expression, at, scope, wrong);
  const read = scope.readFile(expression, at);
  if ('value' in read) return read.value;
  wrong.push({ path: at, message: read.wrong });
  return undefined;
}

function follow(
  { root, steps }: PathExpression,
  at: Path,
  scope: Scope,
  wrong: Unevaluated[],
): Json | typeof later | undefined {
  const tell = (unevaluated: Unevaluated): undefined => {
    wrong.push(unevaluated);
  };
  let value = Object.hasOwn(scope.roots, root) ? scope.roots[root] : undefined;
  if (value === undefined) return tell(notDefined('', root, Object.keys(scope.roots), at));
  let passed = root;
  for (const step of steps) {
    if (value === later) return later;
    const next: Known | undefined = typeof value === 'function' ? value(String(step), at) : partOf(value, step);
    const isIndex = typeof step === 'number';
    if (next === undefined && passed === 'steps' && scope.unanswered?.has(String(step))) {
      const help = 'a step knows the steps before it';
      return tell({ path: at, message: `the step ${step} is not answered yet at this place`, help });
    }
    if (next === undefined) {
      const known = isObject(value) && !isIndex ? Object.keys(value) : [];
      return tell(notDefined(isIndex ? passed : `${passed}.`, isIndex ? `[${step}]` : step, known, at));
    }
    passed += isIndex ? `[${step}]` : `.${step}`;
    value = next;
  }
  if (value === later || isJson(value)) return value;
  const part = typeof value === 'function' ? 'NAME' : Object.keys(value ?? {})[0];
  return tell({ path: at, message: `${passed} has no value of its own`, help: `write ${passed}.${part}` });
}

/** Is it a value, and not a map of what is known of a step? Those are one level deep. */
function isJson(value: Known): value is Json {
  if (typeof value === 'function') return false;
  return !isObject(value) || !Object.values(value).some((part) => part === later || typeof part === 'function');
}

function partOf(value: Known, step: string | number): Known | undefined {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
  return (value as { readonly [key: string | number]: Known })[step];
}
