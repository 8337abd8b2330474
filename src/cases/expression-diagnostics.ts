import type { Unevaluated } from '../expressions/evaluate.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Locate } from '../model/place.ts';

/** What an expression without a value tells its author, at its place; the same one of every row is told once. */
export function expressionDiagnostics(wrong: readonly Unevaluated[], locate: Locate): Diagnostic[] {
  const told = new Map<string, Diagnostic>();
  for (const { path, message, help } of wrong) {
    const diagnostic: Diagnostic = {
      severity: 'error',
      code: 'expression',
      message,
      place: locate(path),
      ...(help && { help }),
    };
    told.set(`${path.join('/')} ${message}`, diagnostic);
  }
  return [...told.values()];
}
