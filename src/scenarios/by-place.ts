import type { Diagnostic } from '../model/diagnostic.ts';

/** By file, then by place; what has no place comes first. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [p, q] = [a.place, b.place];
  if (p === undefined || q === undefined) return Number(p !== undefined) - Number(q !== undefined);
  return compare(p.file, q.file) || p.line - q.line || p.column - q.column || compare(a.code, b.code);
}

/** By code units: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
