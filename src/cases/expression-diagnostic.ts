import type { Unevaluated } from '../expressions/scope.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Locate } from '../model/place.ts';

/** What an expression without a value tells its author, at its place. */
export function expressionDiagnostic({ message, help, path }: Unevaluated, locate: Locate): Diagnostic {
  return {
    severity: 'error',
    code: 'expression',
    message,
    place: locate(path),
    ...(help !== undefined && { help }),
  };
}
