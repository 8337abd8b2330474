import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import { isTooLarge, mostCharacters } from './measure.ts';
import { type Expression, parseText, type TextPiece } from './parse.ts';
import { resolve } from './resolve.ts';
import { later, omit, type Scope, type Unevaluated } from './scope.ts';

/**
 * A value with its expressions parsed, to be filled in as often as there are rows. Undefined is the answer where the
 * value as a whole is `${{ omit }}`. A part without expressions is given back as it is, the same object.
 */
export type Template = (scope: Scope, wrong: Unevaluated[]) => Json | undefined;

/** Parses every expression of a value once. `at` is where it stands in its file. */
export function compile(value: Json, at: Path = []): Template {
  const part = compilePart(value, at);
  if (!part) return () => value;
  return (scope, wrong) => {
    const filled = part.fill(scope, wrong);
    if (filled === omit) return undefined;
    if (!isTooLarge(filled)) return filled;
    wrong.push({ path: at, ...tooLarge });
    return null;
  };
}

/** What is not fixed. `spreads`: it is a list item that stands for several. */
interface Part {
  readonly spreads?: true;
  fill(scope: Scope, wrong: Unevaluated[]): Json | typeof omit;
}

function compilePart(value: Json, at: Path): Part | undefined {
  if (typeof value === 'string') return value.includes('${{') ? compileText(value, at) : undefined;
  if (Array.isArray(value)) return compileList(value as readonly Json[], at);
  return isObject(value) ? compileMap(value, at) : undefined;
}

function compileText(text: string, at: Path): Part {
  const pieces = parseText(text);
  const [only] = pieces;
  if (pieces.length === 1 && only && 'expression' in only) return compileExpression(only.expression, text, at);
  return { fill: (scope, wrong) => known(joinText(pieces, at, scope, wrong), text, scope) };
}

/** What is known later stays as it is written until then. */
function known<T>(value: T | typeof later, text: string, scope: Scope): T | string {
  if (value !== later) return value;
  scope.onLater?.();
  return text;
}

function compileExpression(expression: Expression, text: string, at: Path): Part {
  const fill: Part['fill'] = (scope, wrong) => known(resolve(expression, at, scope, wrong), text, scope);
  if (!('spread' in expression && expression.spread)) return { fill };
  if (typeof at.at(-1) === 'number') {
    return {
      spreads: true,
      fill(scope, wrong) {
        const value = resolve(expression, at, scope, wrong);
        return value === later ? [known<string>(value, text, scope)] : value;
      },
    };
  }
  return {
    fill(_, wrong) {
      const help = 'write it as an item of its own: - ${{ ...list }}';
      wrong.push({ path: at, message: 'a spread stands in a list', help });
      return null;
    },
  };
}

function joinText(pieces: readonly TextPiece[], at: Path, scope: Scope, wrong: Unevaluated[]): string | typeof later {
  let filled = '';
  for (const piece of pieces) {
    if ('literal' in piece) filled += piece.literal;
    else if ('wrong' in piece) wrong.push({ ...piece.wrong, path: at });
    else {
      const value = resolve(piece.expression, at, scope, wrong);
      if (value === later) return later;
      if (value === omit || (value !== null && typeof value === 'object')) {
        const help = 'let the expression stand alone, or name a part of it';
        wrong.push({ path: at, message: 'inside text an expression must give a scalar', help });
      } else filled += String(value);
    }
    // At once, before the next piece: texts that name one another grow by doubling.
    if (filled.length > mostCharacters) {
      wrong.push({ path: at, ...tooLarge });
      return '';
    }
  }
  return filled;
}

function compileList(list: readonly Json[], at: Path): Part | undefined {
  const parts = list.map((item, index) => compilePart(item, [...at, index]));
  if (parts.every((part) => part === undefined)) return undefined;
  return {
    fill(scope, wrong) {
      const filled: Json[] = [];
      for (const [index, item] of list.entries()) {
        const part = parts[index];
        const value = part ? part.fill(scope, wrong) : item;
        if (value === omit) continue;
        if (part?.spreads) filled.push(...spread(value, [...at, index], filled.length, wrong));
        else filled.push(value);
      }
      return filled;
    },
  };
}

function spread(value: Json, at: Path, before: number, wrong: Unevaluated[]): readonly Json[] {
  // Null is what an expression without a value gave, and that is told already.
  if (value === null) return [];
  if (!Array.isArray(value)) {
    wrong.push({ path: at, message: 'a spread needs a list', help: 'without the dots the value itself is the item' });
    return [];
  }
  if (before + value.length <= mostItems) return value as readonly Json[];
  wrong.push({ path: at, ...tooLarge });
  return [];
}

/** Of a list that is made of spreads: more than any request has. */
const mostItems = 100_000;

function compileMap(map: JsonObject, at: Path): Part | undefined {
  const parts = Object.entries(map).map(([key, item]) => [key, item, compilePart(item, [...at, key])] as const);
  if (parts.every(([, , part]) => part === undefined)) return undefined;
  return {
    fill(scope, wrong) {
      const filled: Record<string, Json | undefined> = {};
      for (const [key, item, part] of parts) {
        const value = part ? part.fill(scope, wrong) : item;
        if (value !== omit) filled[key] = value;
        else if (scope.keepsOmitted) filled[key] = undefined;
      }
      return filled as JsonObject;
    },
  };
}

const tooLarge = {
  message: `it grows past ${mostCharacters / 1024 / 1024} MiB when it is filled in`,
  help: 'variables that name one another several times grow by doubling',
};
