import { closest } from '../lib/closest.ts';
import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import { type Expression, parseText } from './parse.ts';

/** What the names of an expression stand for. */
export interface Scope {
  /** Name → its value; `env` and `secrets` are functions, since an unset variable may have a stand-in. */
  readonly roots: { readonly [root: string]: Json | ((name: string) => Json | undefined) };
  /** The content of a file of the suite, or why it cannot be had. */
  readFile(expression: Extract<Expression, { kind: 'file' }>, at: Path): { value: Json } | { wrong: string };
}

/** An expression that has no value: where it stands, and why. */
export interface Unevaluated {
  readonly path: Path;
  readonly message: string;
  readonly help?: string;
}

/** Removes its key or its list item. */
const omit = Symbol('omit');

/**
 * Fills in every expression of a value. A part without expressions is given back as it is, the same object: the rows
 * of a matrix share what they have in common. Nothing is executed but the names and functions of the format.
 */
export function evaluate(value: Json, scope: Scope, wrong: Unevaluated[], at: Path = []): Json {
  const result = fill(value, scope, wrong, at);
  return result === omit ? null : result;
}

function fill(value: Json, scope: Scope, wrong: Unevaluated[], at: Path): Json | typeof omit {
  if (typeof value === 'string') return value.includes('${{') ? fillText(value, scope, wrong, at) : value;
  if (Array.isArray(value)) return fillList(value as readonly Json[], scope, wrong, at);
  return isObject(value) ? fillMap(value, scope, wrong, at) : value;
}

function fillText(text: string, scope: Scope, wrong: Unevaluated[], at: Path): Json | typeof omit {
  const pieces = parseText(text);
  const [only] = pieces;
  if (pieces.length === 1 && only && 'expression' in only) return resolve(only.expression, scope, wrong, at);
  let filled = '';
  for (const piece of pieces) {
    if ('literal' in piece) filled += piece.literal;
    else if ('wrong' in piece) wrong.push({ path: at, message: piece.wrong });
    else {
      const part = resolve(piece.expression, scope, wrong, at);
      if (part === omit || (part !== null && typeof part === 'object')) {
        const help = 'let the expression stand alone, or name a part of it';
        wrong.push({ path: at, message: 'inside text an expression must give a scalar', help });
      } else filled += String(part);
    }
  }
  return filled;
}

function fillList(list: readonly Json[], scope: Scope, wrong: Unevaluated[], at: Path): Json {
  let changed = false;
  const filled: Json[] = [];
  for (const [index, item] of list.entries()) {
    const result = fill(item, scope, wrong, [...at, index]);
    changed ||= result !== item;
    if (typeof item === 'string' && isSpread(item) && Array.isArray(result))
      filled.push(...(result as readonly Json[]));
    else if (result !== omit) filled.push(result);
  }
  return changed ? filled : list;
}

function fillMap(map: JsonObject, scope: Scope, wrong: Unevaluated[], at: Path): Json {
  let changed = false;
  const filled: [string, Json][] = [];
  for (const [key, item] of Object.entries(map)) {
    const result = fill(item, scope, wrong, [...at, key]);
    changed ||= result !== item;
    if (result !== omit) filled.push([key, result]);
  }
  return changed ? Object.fromEntries(filled) : map;
}

function isSpread(text: string): boolean {
  return /^\$\{\{\s*\.\.\./.test(text);
}

function resolve(expression: Expression, scope: Scope, wrong: Unevaluated[], at: Path): Json | typeof omit {
  if (expression.kind === 'omit') return omit;
  if (expression.spread && typeof at.at(-1) !== 'number') {
    wrong.push({
      path: at,
      message: 'a spread stands in a list',
      help: 'write it as an item of its own: - ${{ ...list }}',
    });
    return null;
  }
  if (expression.kind === 'file') {
    const read = scope.readFile(expression, at);
    if ('value' in read) return read.value;
    wrong.push({ path: at, message: read.wrong });
    return null;
  }
  const { root, steps } = expression;
  const written = `${root}${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
  const undefinedName = (name: string, known: readonly string[]) => {
    const meant = closest(name, known);
    wrong.push({
      path: at,
      message: `${written} is not defined`,
      ...(meant !== undefined && { help: `did you mean ${meant}?` }),
    });
    return null;
  };
  if (!Object.hasOwn(scope.roots, root)) return undefinedName(root, Object.keys(scope.roots));
  let value = scope.roots[root] as Json | ((name: string) => Json | undefined);
  for (const step of steps) {
    if (typeof value === 'function') {
      const found: Json | undefined = value(String(step));
      if (found === undefined) return undefinedName(String(step), []);
      value = found;
    } else if (value !== null && typeof value === 'object' && Object.hasOwn(value, step)) {
      value = (value as { readonly [key: string | number]: Json })[step] as Json;
    } else return undefinedName(String(step), isObject(value) ? Object.keys(value) : []);
  }
  return typeof value === 'function' ? undefinedName(root, []) : value;
}
