import { isObject } from '../lib/is-object.ts';
import type { Json, Path } from '../model/json.ts';
import { notDefined } from './not-defined.ts';
import { type Expression, type PathExpression, parseText } from './parse.ts';
import type { Unevaluated } from './scope.ts';

/** The names an expression may begin with (docs/reference/expressions.md#names). */
const roots = ['env', 'vars', 'secrets', 'matrix', 'case'];

/**
 * Expressions of a value that could never have a value, whoever reads them: those that are none, and those of a name
 * that is not defined. For values that nothing may read: what is read is told when it is filled in, in the same words.
 */
export function undefinedNames(value: Json, vars: ReadonlySet<string>, at: Path): Unevaluated[] {
  if (typeof value === 'string') return value.includes('${{') ? ofText(value, vars, at) : [];
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => undefinedNames(item, vars, [...at, index]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => undefinedNames(item, vars, [...at, key]));
}

function ofText(text: string, vars: ReadonlySet<string>, path: Path): Unevaluated[] {
  return parseText(text).flatMap((piece): Unevaluated[] => {
    if ('literal' in piece) return [];
    if ('wrong' in piece) return [{ ...piece.wrong, path }];
    return pathsOf(piece.expression).flatMap(({ root, steps: [first] }) => {
      if (!roots.includes(root)) return [notDefined('', root, roots, path)];
      if (root !== 'vars' || typeof first !== 'string' || vars.has(first)) return [];
      return [notDefined('vars.', first, [...vars], path)];
    });
  });
}

function pathsOf(expression: Expression): PathExpression[] {
  if (expression.kind === 'path') return [expression];
  return expression.kind === 'tool-results' ? [expression.message, expression.results].flatMap(pathsOf) : [];
}
