import { isObject } from '../lib/is-object.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, Path } from '../model/json.ts';
import { diagnostic } from './diagnostic.ts';
import type { LocatePart } from './schema-diagnostics.ts';

/** The three kinds of file of a suite. */
export type FileKind = 'scenario' | 'defaults' | 'suite';

/** Keys whose values are evaluated (docs/reference/expressions.md#where-they-may-stand). */
const evaluated = new Set([
  'request',
  'request_raw',
  'headers',
  'endpoint',
  'auth',
  'expect',
  'mock',
  'vars',
  'matrix',
  'endpoints',
]);

/** Keys of a step that are evaluated beside those. */
const evaluatedInSteps = new Set([...evaluated, 'set']);

/** Prose may show an expression without meaning it. */
const prose = new Set(['description']);

/** Does a text hold an expression? Then only its value can be held against the schema, not the text. */
export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${{');
}

/** Are expressions evaluated at this path of such a file? */
function isEvaluated(kind: FileKind, path: Path): boolean {
  const [first, second, third] = path;
  if (kind === 'suite' && first === 'defaults') return evaluated.has(String(second));
  if (kind === 'scenario' && first === 'steps') return evaluatedInSteps.has(String(third));
  return evaluated.has(String(first));
}

/**
 * Expressions where none is evaluated, which would be taken as they stand, and `{{ x }}` where one may have been
 * meant: that is data, so it is only a warning.
 */
export function checkExpressionPlaces(kind: FileKind, value: Json, locate: LocatePart): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visit(value, []);
  return diagnostics;

  function visit(at: Json, path: Path): void {
    if (typeof at === 'string') {
      if (at.includes('{{')) visitText(at, path);
    } else if (Array.isArray(at)) {
      for (const [index, item] of at.entries()) visit(item, [...path, index]);
    } else if (isObject(at)) {
      for (const [key, item] of Object.entries(at)) {
        if (key.includes('${{'))
          report([...path, key], 'key', `the key "${key}" holds an expression, and keys are not evaluated`);
        visit(item, [...path, key]);
      }
    }
  }

  function visitText(text: string, path: Path): void {
    if (prose.has(String(path.at(-1))) && path.length === 1) return;
    if (isEvaluated(kind, path)) {
      const literal = /(?:^|[^$])(\{\{\s*[\w.-]+\s*\}\})/.exec(text)?.[1];
      if (literal === undefined) return;
      const message = `"${literal}" is no expression: it is sent as it stands`;
      const help = `to use a value, write $${literal}`;
      diagnostics.push(diagnostic({ severity: 'warning', code: 'literal-braces', message, help, place: locate(path) }));
    } else if (isExpression(text)) {
      report(
        path,
        'value',
        `expressions are not evaluated in "${path.filter((step) => typeof step === 'string').join('.')}"`,
      );
    }
  }

  function report(path: Path, part: 'key' | 'value', message: string): void {
    const help = 'write the value itself';
    diagnostics.push(diagnostic({ code: 'expression-not-allowed', message, help, place: locate(path, part) }));
  }
}
