import { closest } from '../lib/closest.ts';
import { listWords } from '../lib/list-words.ts';

/** What stands between `${{` and `}}`. */
export type Expression = { readonly kind: 'omit' } | PathExpression | FileExpression | ToolResultsExpression;

/** A name and the way down from it: `a.b[0].c`. */
export interface PathExpression {
  readonly kind: 'path';
  readonly root: string;
  readonly steps: readonly (string | number)[];
  readonly spread: boolean;
}

/** The content of a file: `json('path#/pointer')`. */
export interface FileExpression {
  readonly kind: 'file';
  readonly as: FileFunction;
  readonly path: string;
  readonly pointer: string;
  readonly spread: boolean;
}

/** One tool message for each call of a message: `tool_results(steps.ask.message, vars.results)`. */
export interface ToolResultsExpression {
  readonly kind: 'tool-results';
  readonly message: PathExpression | FileExpression;
  /** Function name → what it answers. */
  readonly results: PathExpression | FileExpression;
  readonly spread: boolean;
}

export type FileFunction = 'file' | 'base64' | 'json' | 'yaml';

/** A text, split: literal pieces and expressions in turn. */
export type TextPiece = { readonly literal: string } | { readonly expression: Expression } | { readonly wrong: Wrong };

/** Why what stands there is no expression. */
interface Wrong {
  readonly message: string;
  readonly help?: string;
}

/** Splits a text at its expressions. `$${{` is a literal `${{`. */
export function parseText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let literal = '';
  let at = 0;
  for (let open = text.indexOf('${{', at); open !== -1; open = text.indexOf('${{', at)) {
    literal += text.slice(at, open);
    if (text[open - 1] === '$' && open > at) {
      literal = `${literal.slice(0, -1)}\${{`;
      at = open + 3;
      continue;
    }
    const close = text.indexOf('}}', open);
    if (literal !== '') pieces.push({ literal });
    literal = '';
    if (close === -1) return [...pieces, { wrong: { message: 'an expression is not closed with }}' } }];
    pieces.push(parseExpression(text.slice(open + 3, close).trim()));
    at = close + 2;
  }
  literal += text.slice(at);
  return literal === '' && pieces.length > 0 ? pieces : [...pieces, { literal }];
}

function parseExpression(text: string): TextPiece {
  if (text === '') return { wrong: { message: 'an expression is empty' } };
  if (text === 'omit') return { expression: { kind: 'omit' } };
  const spread = text.startsWith('...');
  const inner = spread ? text.slice(3).trim() : text;
  const call = /^([A-Za-z_]\w*)\s*\((.*)\)$/s.exec(inner);
  if (call) return parseCall(call[1] ?? '', call[2] ?? '', spread);
  const root = /^[A-Za-z_]\w*/.exec(inner)?.[0];
  const steps = root === undefined ? undefined : parseSteps(inner.slice(root.length));
  if (root !== undefined && steps !== undefined) return { expression: { kind: 'path', root, steps, spread } };
  const help = `an expression is a name such as vars.model, or one of the functions ${listWords(functions, 'and')}`;
  return { wrong: { message: `"${text}" is no expression`, help } };
}

function parseCall(name: string, written: string, spread: boolean): TextPiece {
  if (name === 'tool_results') return parseToolResults(written, spread);
  if (!isFileFunction(name)) {
    const meant = closest(name, functions);
    const help = meant === undefined ? `the functions are ${listWords(functions, 'and')}` : `did you mean ${meant}?`;
    return { wrong: { message: `there is no function "${name}"`, help } };
  }
  const argument = /^\s*(?:'([^']*)'|"([^"]*)")\s*$/.exec(written);
  if (!argument) {
    return { wrong: { message: `${name} takes one path in quotes`, help: `write \${{ ${name}('path') }}` } };
  }
  const [path = '', pointer = ''] = (argument[1] ?? argument[2] ?? '').split('#', 2);
  if (pointer !== '' && name !== 'json' && name !== 'yaml') {
    return { wrong: { message: `${name} takes no pointer`, help: 'json and yaml take one: yaml("path#/pointer")' } };
  }
  return { expression: { kind: 'file', as: name, path, pointer, spread } };
}

function parseToolResults(written: string, spread: boolean): TextPiece {
  // A path has no comma in it.
  const comma = written.indexOf(',');
  const [message, results] = [written.slice(0, comma), written.slice(comma + 1)].map((argument) =>
    parseExpression(argument.trim()),
  );
  if (comma !== -1 && message && isValue(message) && results && isValue(results)) {
    return { expression: { kind: 'tool-results', message: message.expression, results: results.expression, spread } };
  }
  const help = 'write ${{ ...tool_results(steps.ask.message, vars.results) }}, with the results by function name';
  return { wrong: { message: 'tool_results takes a message and a map', help } };
}

function isValue(piece: TextPiece): piece is { readonly expression: PathExpression | FileExpression } {
  return 'expression' in piece && (piece.expression.kind === 'path' || piece.expression.kind === 'file');
}

/** `.b[0].c-d` → b, 0, c-d; undefined where the text is something else. */
function parseSteps(text: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  const step = /\.([A-Za-z_][\w-]*)|\[(\d+)\]/y;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (!found) return undefined;
    steps.push(found[1] ?? Number(found[2]));
  }
  return steps;
}

const fileFunctions: readonly FileFunction[] = ['file', 'base64', 'json', 'yaml'];
const functions = [...fileFunctions, 'tool_results'];

function isFileFunction(name: string): name is FileFunction {
  return (fileFunctions as readonly string[]).includes(name);
}
