import type { Diagnostic } from '../model/diagnostic.ts';

/** A mistake that every row of a scenario meets is told once. */
export function uniqueDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ code, message, place }: Diagnostic) =>
    `${code} ${message} ${place?.file}:${place?.line}:${place?.column}`;
  const first = new Map(diagnostics.toReversed().map((diagnostic) => [key(diagnostic), diagnostic]));
  return diagnostics.filter((diagnostic) => first.get(key(diagnostic)) === diagnostic);
}
