import { compile } from '../expressions/compile.ts';
import type { Scope, Unevaluated } from '../expressions/scope.ts';
import { isObject } from '../lib/is-object.ts';
import { plural } from '../lib/plural.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Locate } from '../model/place.ts';
import type { CaseOptions } from './case-options.ts';
import { type Cell, type Entry, expandMatrix, mapsOf, mostRows, type Row } from './matrix.ts';

/** The rows of a scenario, and what is wrong with them. */
export interface Matrix {
  readonly rows: readonly Row[];
  /** Entries of `exclude` that name a transport: they drop cases, not rows. */
  readonly dropped: readonly JsonObject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** In `words` the environment stands for its names: ids are made of what is written, the same on every machine. */
interface Scopes {
  readonly values: Scope;
  readonly words: Scope;
}

/** Fills in a matrix and expands it. Expressions without a value go to `wrong`. Without a matrix there is one row. */
export function readMatrix(
  matrix: Json | undefined,
  { values, words }: Scopes,
  wrong: Unevaluated[],
  checkEvaluated: CaseOptions['checkEvaluated'],
  locate: Locate,
): Matrix {
  if (!isObject(matrix)) return { rows: [{ value: {}, written: {}, paths: [] }], dropped: [], diagnostics: [] };
  const filled = compile(matrix, ['matrix'])(values, wrong);
  // Where an expression has no value, what came of it is not the author's second mistake.
  const isNew = filled !== undefined && filled !== matrix && wrong.length === 0;
  const diagnostics = isNew ? [...checkEvaluated('scenario', { matrix: filled }, locate)] : [];
  const { include, exclude, ...axes } = matrix;
  const isLeft = (axis: string) => isObject(filled) && Object.hasOwn(filled, axis);
  const excluded = mapsOf(isObject(filled) ? filled['exclude'] : undefined);
  const rows = expandMatrix({
    axes: new Map(
      Object.entries(axes).flatMap(([axis, list]) => (isLeft(axis) ? [[axis, cellsOf(list, ['matrix', axis])]] : [])),
    ),
    include: cellsOf(include ?? [], ['matrix', 'include']).flatMap(entryOf),
    exclude: excluded,
  });
  if ('tooMany' in rows) return { rows: [], dropped: [], diagnostics: [...diagnostics, tooLarge(rows.tooMany)] };
  return { rows, dropped: excluded.filter((entry) => Object.hasOwn(entry, 'transport')), diagnostics };

  /** An item keeps its words; what a whole list or a spread brings in has those that its items have there. */
  function cellsOf(list: Json, path: Path): Cell[] {
    if (!Array.isArray(list)) return pairs(list, path, undefined);
    return (list as readonly Json[]).flatMap((item, index) =>
      pairs([item], [...path, index], isSpread(item) ? undefined : item),
    );
  }

  /** What is wrong with the list was told when the matrix was filled in as a whole. */
  function pairs(list: Json, path: Path, written: Json | undefined): Cell[] {
    const template = compile(list, path);
    const spelled = written === undefined ? listOf(template(words, [])) : [];
    return listOf(template(values, [])).map((value, index) => ({
      value,
      written: written ?? spelled[index] ?? value,
      path,
    }));
  }

  function tooLarge(count: number): Diagnostic {
    const most =
      count > mostRows
        ? `; ${plural(mostRows, 'row')} are the most`
        : ', too many for the entries of its include and exclude';
    const message = `the matrix has ${plural(count, 'row')}${most}`;
    const help = 'leave an axis out, or spread it over several scenarios';
    return { severity: 'error', code: 'matrix-too-large', message, help, place: locate(['matrix']) };
  }
}

/** What is no map was told by the schema. */
function entryOf({ value, written, path }: Cell): Entry[] {
  return isObject(value) ? [{ value, written: isObject(written) ? written : value, path }] : [];
}

function isSpread(item: Json): boolean {
  return typeof item === 'string' && /^\$\{\{\s*\.\.\./.test(item);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
