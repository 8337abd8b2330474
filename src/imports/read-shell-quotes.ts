import type { ShellLiteral, ShellPiece } from './shell-text.ts';

type Quote = ShellLiteral['quote'];

/** Collects what a word is made of; what follows one by one in the source stays one piece. */
export interface Pieces {
  /** A stretch of the source as it is. */
  add(start: number, end: number, quote?: Quote): void;
  /** What an escape at this offset stands for. */
  escape(text: string, at: number, quote?: Quote): void;
  unknown(kind: 'variable' | 'output', text: string, at: number): void;
  all(): ShellPiece[];
}

export function createPieces(source: string, plain: Quote): Pieces {
  const pieces: ShellPiece[] = [];
  const push = (text: string, at: number, quote: Quote) => {
    const last = pieces.at(-1);
    const goesOn = last?.kind === 'literal' && last.quote === quote && last.at + last.text.length === at;
    if (goesOn) pieces[pieces.length - 1] = { ...last, text: last.text + text };
    // Also an empty one counts: `''` is a word.
    else pieces.push({ kind: 'literal', text, at, quote });
  };
  return {
    add: (start, end, quote = plain) => push(source.slice(start, end), start, quote),
    escape: (text, at, quote = plain) => void pieces.push({ kind: 'literal', text, at, quote }),
    unknown: (kind, text, at) => void pieces.push({ kind, text, at }),
    all: () => pieces,
  };
}

/**
 * From behind `"` to behind the closing one, or -1 where there is none. `until`: the end of a here-document, in which
 * quotes mean nothing.
 */
export function readDoubleQuoted(source: string, start: number, pieces: Pieces, until?: number): number {
  const inQuotes = until === undefined;
  const end = until ?? source.length;
  let at = start;
  if (inQuotes) pieces.add(at, at, 'double');
  while (at < end) {
    const char = source[at] ?? '';
    const next = source[at + 1] ?? '';
    if (char === '"' && inQuotes) return at + 1;
    if (char === '\\' && /^\r?\n/.test(source.slice(at + 1, at + 3))) at = source.indexOf('\n', at) + 1;
    else if (char === '\\' && ('$`\\'.includes(next) || (next === '"' && inQuotes)) && next !== '') {
      pieces.escape(next, at, 'double');
      at += 2;
    } else if (char === '$' || char === '`') at = readDollar(source, at, pieces, 'double');
    else {
      pieces.add(at, at + 1, 'double');
      at += 1;
    }
  }
  return inQuotes ? -1 : end;
}

const simpleEscapes: { readonly [char: string]: string } = {
  ...{ a: '\u0007', b: '\b', e: '\u001b', E: '\u001b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  ...{ '\\': '\\', "'": "'", '"': '"', '?': '?' },
};

/** From behind `$'` to behind the closing quote, or -1: escapes as C has them. Browsers copy requests like that. */
export function readAnsiC(source: string, start: number, pieces: Pieces): number {
  let at = start;
  pieces.add(at, at, 'single');
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === "'") return at + 1;
    if (char !== '\\') {
      pieces.add(at, at + 1, 'single');
      at += 1;
      continue;
    }
    const bytes = bytesAt(source, at);
    const rest = source.slice(at + 1, at + 10);
    const code = /^u[\da-fA-F]{1,4}/.exec(rest)?.[0] ?? /^U[\da-fA-F]{1,8}/.exec(rest)?.[0];
    const simple = simpleEscapes[rest[0] ?? ''];
    if (bytes !== undefined) pieces.escape(bytes.text, at, 'single');
    else if (code !== undefined) pieces.escape(codePoint(Number.parseInt(code.slice(1), 16)), at, 'single');
    else if (simple !== undefined) pieces.escape(simple, at, 'single');
    // What is no escape keeps its backslash.
    else pieces.escape(`\\${rest[0] ?? ''}`, at, 'single');
    at += bytes?.length ?? 1 + (code?.length ?? 1);
  }
  return -1;
}

/** `\342\200\250`, `\xe2\x80\xa8`: bytes one by one, which are UTF-8 together. */
function bytesAt(source: string, start: number): { readonly text: string; readonly length: number } | undefined {
  const byte = /\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3}))/y;
  const bytes: number[] = [];
  let end = start;
  for (;;) {
    byte.lastIndex = end;
    const [whole, hex, octal] = byte.exec(source) ?? [];
    if (whole === undefined) break;
    bytes.push(hex === undefined ? Number.parseInt(octal ?? '', 8) % 256 : Number.parseInt(hex, 16));
    end += whole.length;
  }
  return bytes.length === 0 ? undefined : { text: Buffer.from(bytes).toString('utf8'), length: end - start };
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** From a `$` or a backtick to behind what a shell would fill in. A dollar that begins nothing stands for itself. */
export function readDollar(source: string, start: number, pieces: Pieces, quote: Quote): number {
  if (source[start] === '`') {
    const close = source.indexOf('`', start + 1);
    if (close === -1) {
      pieces.add(start, start + 1, quote);
      return start + 1;
    }
    pieces.unknown('output', source.slice(start + 1, close), start);
    return close + 1;
  }
  if (source[start + 1] === '(') {
    const close = closingParenthesis(source, start + 1);
    pieces.unknown('output', source.slice(start + 2, close), start);
    return close + 1;
  }
  const rest = source.slice(start + 1);
  const [whole, name] = /^\{([A-Za-z_]\w*)(?::?[-=?+][^}]*)?\}/.exec(rest) ?? /^([A-Za-z_]\w*)/.exec(rest) ?? [];
  if (whole === undefined || name === undefined) {
    pieces.add(start, start + 1, quote);
    return start + 1;
  }
  pieces.unknown('variable', name, start);
  return start + 1 + whole.length;
}

/** Quotes inside of `$( )` may hold a parenthesis. Where none closes it, the rest of the text belongs to it. */
function closingParenthesis(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    const char = source[at];
    if (char === "'" || char === '"') {
      const close = source.indexOf(char, at + 1);
      if (close === -1) return source.length;
      at = close;
    } else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return source.length;
}
