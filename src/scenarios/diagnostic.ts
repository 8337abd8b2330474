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
