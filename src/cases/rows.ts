import { compile } from '../expressions/compile.ts';
import type { Scope, Unevaluated } from '../expressions/scope.ts';
import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import { type Cell, type Entry, expandMatrix, mapsOf, type Row } from './matrix.ts';

/**
 * The rows of a scenario as they are written: filled in, with the words of their author beside. `named` is the scope
 * in which the environment stands for its names: ids are the same on every machine. `dropped` are entries of
 * `exclude` that name a transport: they drop cases, not rows.
 */
export function rowsOf(
  matrix: JsonObject | undefined,
  scope: Scope,
  named: Scope,
  wrong: Unevaluated[],
): { readonly rows: readonly Row[]; readonly dropped: readonly JsonObject[] } | { readonly tooMany: number } {
  if (!matrix) return { rows: [{ value: {}, written: {}, paths: [] }], dropped: [] };
  const { include, exclude, ...axes } = matrix;
  const filled = {
    axes: new Map(Object.entries(axes).map(([axis, list]) => [axis, cellsOf(list, ['matrix', axis])])),
    include: entriesOf(include, ['matrix', 'include']),
    exclude: mapsOf(compile(exclude ?? [], ['matrix', 'exclude'])(scope, wrong)),
  };
  const rows = expandMatrix(filled);
  return 'tooMany' in rows
    ? rows
    : { rows, dropped: filled.exclude.filter((entry) => Object.hasOwn(entry, 'transport')) };

  /** An item keeps its words; what a whole list or a spread brings in has those that its items have there. */
  function cellsOf(list: Json, path: Path): Cell[] {
    if (!Array.isArray(list)) return pairs(compile(list, path), path, undefined);
    return (list as readonly Json[]).flatMap((item, index) => {
      const at = [...path, index];
      const one = compile([item], path);
      return pairs((inScope, told) => one(inScope, told), at, isSpread(item) ? undefined : item);
    });
  }

  function pairs(template: ReturnType<typeof compile>, path: Path, written: Json | undefined): Cell[] {
    const values = listOf(template(scope, wrong));
    const words = written === undefined ? listOf(template(named, [])) : [];
    return values.map((value, index) => ({ value, written: written ?? words[index] ?? value, path }));
  }

  function entriesOf(list: Json | undefined, path: Path): Entry[] {
    return cellsOf(list ?? [], path).flatMap(({ value, written, path: at }) =>
      isObject(value) ? [{ value, written: isObject(written) ? written : value, path: at }] : [],
    );
  }
}

function isSpread(item: Json): boolean {
  return typeof item === 'string' && /^\$\{\{\s*\.\.\./.test(item);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
