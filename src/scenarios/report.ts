import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Code } from './codes.ts';

/** A diagnostic of this stage: an error, unless `severity` says otherwise. */
export interface Report {
  readonly code: Code;
  readonly message: string;
  readonly help?: string | undefined;
  readonly place?: Place | undefined;
  readonly severity?: 'warning';
}

/** The diagnostic of a report. */
export function diagnostic({ severity, code, message, help, place }: Report): Diagnostic {
  return {
    severity: severity ?? 'error',
    code,
    message,
    ...(help === undefined ? {} : { help }),
    ...(place === undefined ? {} : { place }),
  };
}

/** By file, then by place; what has no place comes first. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => {
    const [p, q] = [a.place, b.place];
    if (p === undefined || q === undefined) return Number(p !== undefined) - Number(q !== undefined);
    return compare(p.file, q.file) || p.line - q.line || p.column - q.column || compare(a.code, b.code);
  });
}

/** By code units: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
