import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** More rows than any suite needs, and fewer than would stop a machine. */
const mostRows = 50_000;

export interface Matrix {
  readonly rows: readonly JsonObject[];
  /** `exclude` entries that name a transport: they drop cases, not rows. */
  readonly excludeTransport: readonly JsonObject[];
}

/** The rows of a matrix with the semantics of GitHub Actions, or how many there would be where that is too many. */
export function expandMatrix(matrix: JsonObject | undefined): Matrix | { readonly tooMany: number } {
  if (!matrix) return { rows: [{}], excludeTransport: [] };
  const { include, exclude, ...axes } = matrix;
  const lists = Object.entries(axes).map(([axis, values]) => [axis, listOf(values)] as const);
  const count = lists.reduce((product, [, values]) => product * values.length, 1);
  if (count > mostRows) return { tooMany: count };
  const excluded = listOf(exclude).filter((entry) => isObject(entry));
  let rows: JsonObject[] = lists.length > 0 ? [{}] : [];
  for (const [axis, values] of lists) rows = rows.flatMap((row) => values.map((value) => ({ ...row, [axis]: value })));
  rows = rows.filter((row) => !excluded.some((entry) => !('transport' in entry) && contains(row, entry)));
  rows = addIncluded(
    rows,
    Object.keys(axes),
    listOf(include).filter((entry) => isObject(entry)),
  );
  return rows.length > mostRows
    ? { tooMany: rows.length }
    : { rows, excludeTransport: excluded.filter((entry) => 'transport' in entry) };
}

/** An entry extends the rows whose axis values it does not contradict; one that fits none is a row of its own. */
function addIncluded(
  rows: readonly JsonObject[],
  axes: readonly string[],
  entries: readonly JsonObject[],
): JsonObject[] {
  const extended = rows.map((row) => ({ original: row, row }));
  const added: JsonObject[] = [];
  for (const entry of entries) {
    const fitting = extended.filter(({ original }) =>
      axes.every((axis) => !(axis in entry) || equal(original[axis], entry[axis])),
    );
    if (fitting.length === 0 || axes.length === 0) added.push(entry);
    else for (const each of fitting) each.row = { ...each.row, ...entry };
  }
  return [...extended.map(({ row }) => row), ...added];
}

/** Does a row have every value that an `exclude` entry names? */
export function contains(row: JsonObject, entry: JsonObject): boolean {
  return Object.entries(entry).every(([axis, value]) => equal(row[axis], value));
}

function equal(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
