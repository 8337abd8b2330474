/** What stands between `${{` and `}}`. */
export type Expression =
  | { readonly kind: 'omit' }
  | {
      readonly kind: 'path';
      readonly root: string;
      readonly steps: readonly (string | number)[];
      readonly spread: boolean;
    }
  | {
      readonly kind: 'file';
      readonly as: FileFunction;
      readonly path: string;
      readonly pointer: string;
      readonly spread: boolean;
    };

export type FileFunction = 'file' | 'base64' | 'json' | 'yaml';

/** A text, split: literal pieces and expressions in turn. */
export type TextPiece = { readonly literal: string } | { readonly expression: Expression } | { readonly wrong: string };

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
    if (close === -1) return [...pieces, { wrong: 'an expression is not closed with }}' }];
    pieces.push(parseExpression(text.slice(open + 3, close).trim()));
    at = close + 2;
  }
  literal += text.slice(at);
  return literal === '' && pieces.length > 0 ? pieces : [...pieces, { literal }];
}

function parseExpression(text: string): TextPiece {
  if (text === '') return { wrong: 'an expression is empty' };
  if (text === 'omit') return { expression: { kind: 'omit' } };
  const spread = text.startsWith('...');
  const inner = spread ? text.slice(3).trim() : text;
  const call = /^([A-Za-z_]\w*)\(\s*(?:'([^']*)'|"([^"]*)")\s*\)$/.exec(inner);
  if (call) {
    const [, name = '', single, double] = call;
    if (!isFileFunction(name))
      return { wrong: `there is no function "${name}"; the functions are file, base64, json, yaml` };
    const [path = '', pointer = ''] = (single ?? double ?? '').split('#', 2);
    return { expression: { kind: 'file', as: name, path, pointer, spread } };
  }
  const root = /^[A-Za-z_]\w*/.exec(inner)?.[0];
  const steps = root === undefined ? undefined : parseSteps(inner.slice(root.length));
  if (root === undefined || steps === undefined) return { wrong: `"${text}" is no expression` };
  return { expression: { kind: 'path', root, steps, spread } };
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

function isFileFunction(name: string): name is FileFunction {
  return name === 'file' || name === 'base64' || name === 'json' || name === 'yaml';
}
