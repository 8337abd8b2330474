import { isObject } from '../lib/is-object.ts';
import { sameJson } from '../lib/same-json.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';

/** More rows than any suite needs, and fewer than would stop a machine (docs/reference/format.md#limits). */
export const mostRows = 50_000;

/** A value of the matrix. */
export interface Cell {
  /** As its author wrote it, expressions as text: what ids are made of. */
  readonly written: Json;
  readonly value: Json;
  /** Where it stands in the effective scenario. */
  readonly path: Path;
}

/** A row as its author may name it, too: by an `include` entry, or in `exclude`. */
export interface Entry {
  readonly written: JsonObject;
  readonly value: JsonObject;
  readonly path: Path;
}

/** A matrix with its expressions filled in. */
export interface Matrix {
  readonly axes: ReadonlyMap<string, readonly Cell[]>;
  readonly include: readonly Entry[];
  readonly exclude: readonly JsonObject[];
}

export interface Row {
  /** Axis → value. */
  readonly value: JsonObject;
  readonly written: JsonObject;
  /** The paths of what it is made of. */
  readonly paths: readonly Path[];
}

/** The rows of a matrix with the semantics of GitHub Actions, or how many there would be where that is too many. */
export function expandMatrix({ axes, include, exclude }: Matrix): readonly Row[] | { readonly tooMany: number } {
  const count = [...axes.values()].reduce((product, cells) => product * cells.length, 1) + include.length;
  if (count > mostRows) return { tooMany: count };
  // Each entry is held against each row.
  if (count * (include.length + exclude.length) > mostRows * 100) return { tooMany: count };
  let rows: Row[] = axes.size > 0 ? [{ value: {}, written: {}, paths: [] }] : [];
  for (const [axis, cells] of axes) rows = rows.flatMap((row) => cells.map((cell) => withCell(row, axis, cell)));
  // An entry that names a transport drops cases, not rows.
  const dropping = exclude.filter((entry) => !Object.hasOwn(entry, 'transport'));
  rows = rows.filter(({ value }) => !dropping.some((entry) => contains(value, entry)));
  return addIncluded(rows, [...axes.keys()], include);
}

function withCell({ value, written, paths }: Row, axis: string, cell: Cell): Row {
  return {
    value: { ...value, [axis]: cell.value },
    written: { ...written, [axis]: cell.written },
    paths: [...paths, cell.path],
  };
}

/** An entry extends the rows whose axis values it does not contradict; one that fits none is a row of its own. */
function addIncluded(rows: readonly Row[], axes: readonly string[], entries: readonly Entry[]): Row[] {
  const extended = rows.map((original) => ({ original, row: original }));
  const added: Row[] = [];
  for (const { value, written, path } of entries) {
    const named = axes.filter((axis) => Object.hasOwn(value, axis));
    const fitting = extended.filter(({ original }) =>
      named.every((axis) => sameJson(original.value[axis], value[axis])),
    );
    if (fitting.length === 0) added.push({ value, written, paths: [path] });
    for (const each of fitting) {
      each.row = {
        value: { ...each.row.value, ...value },
        written: { ...each.row.written, ...withoutAxes(written, named) },
        paths: [...each.row.paths, path],
      };
    }
  }
  return [...extended.map(({ row }) => row), ...added];
}

/** What an entry names of a row to find it keeps the words of the row. */
function withoutAxes(written: JsonObject, axes: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(written).filter(([key]) => !axes.includes(key)));
}

/** Does a row have every value that an `exclude` entry names? */
export function contains(row: JsonObject, entry: JsonObject): boolean {
  return Object.entries(entry).every(([axis, value]) => sameJson(row[axis], value));
}

/** The maps of a list. */
export function mapsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((entry) => isObject(entry)) : [];
}
