import { createPieces, readAnsiC, readDollar, readDoubleQuoted } from './read-shell-quotes.ts';
import type { ShellText } from './shell-text.ts';

export interface ShellWord {
  readonly text: ShellText;
  readonly start: number;
  readonly end: number;
}

/** One command of a script, with what is put in at its input. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** A here-document or a here-string. */
  readonly input?: ShellText;
  /** `> file`. */
  readonly output?: ShellWord;
  /** Does its output go into the command behind it? */
  readonly piped: boolean;
}

/** Why a text cannot be read as a shell reads it, and where. */
export class ShellError extends Error {
  override readonly name = 'ShellError';
  readonly start: number;
  readonly help: string;
  constructor(message: string, start: number, help: string) {
    super(message);
    this.start = start;
    this.help = help;
  }
}

/** What parts words; other white space of Unicode is part of them. */
const blank = /[ \t\r\n]/;

/** A command that is still read: the text of its here-document comes behind the line. */
interface Open {
  words: ShellWord[];
  piped: boolean;
  input?: ShellText;
  output?: ShellWord;
}

/**
 * Reads a script of bash as far as people write it around curl: words in all kinds of quotes, comments, lines that go
 * on, here-documents, pipes. Nothing is run. Throws a `ShellError` for what it cannot read.
 */
export function readShell(source: string): ShellCommand[] {
  const commands: Open[] = [];
  let open: Open = { words: [], piped: false };
  /** Here-documents whose text begins behind this line, and whom they belong to. */
  let awaited: { readonly owner: Open; readonly stop: string; readonly quoted: boolean; readonly tabs: boolean }[] = [];
  let at = 0;

  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === '\\' && /^\r?\n/.test(source.slice(at + 1, at + 3))) at = source.indexOf('\n', at) + 1;
    else if (char === '\n') {
      at += 1;
      const documents = awaited;
      awaited = [];
      for (const each of documents) readDocument(each);
      end(false);
    } else if (blank.test(char)) at += 1;
    else if (char === '#') at = lineEnd(at);
    else if (char === ';' || char === '&' || char === '|') {
      const [operator = char] = /^(?:&&|\|\||\|&|;;|[;&|])/.exec(source.slice(at, at + 2)) ?? [];
      at += operator.length;
      end(operator === '|' || operator === '|&');
    } else if (char === '(' || char === ')') {
      throw new ShellError('what stands in ( and ) is not read', at, 'give the curl command alone');
    } else if (/^(?:\d*[<>]|&>)/.test(source.slice(at))) readRedirection();
    else open.words.push(readWord());
  }
  for (const { stop } of awaited) {
    throw new ShellError(`the here-document does not begin: ${stop}`, source.length, 'copy the lines behind it too');
  }
  end(false);
  return commands.filter(({ words }) => words.length > 0);

  function end(piped: boolean): void {
    open.piped = piped;
    commands.push(open);
    open = { words: [], piped: false };
  }

  function readRedirection(): void {
    const [operator = ''] =
      /^\d*(?:<<<|<<-?|>>|>\||[<>]&?)/.exec(source.slice(at)) ?? /^&>/.exec(source.slice(at)) ?? [];
    const start = at;
    at += operator.length;
    while (source[at] === ' ' || source[at] === '\t') at += 1;
    const word = readWord();
    if (operator.endsWith('<<<')) open.input = word.text;
    else if (operator.includes('<<')) {
      const stop = word.text.map(({ text }) => text).join('');
      const quoted = /['"\\]/.test(source.slice(word.start, word.end));
      awaited.push({ owner: open, stop, quoted, tabs: operator.endsWith('-') });
    } else if (operator === '>' || operator === '>|' || operator === '1>') open.output = word;
    else if (operator === '<') {
      throw new ShellError('a file that is put in with < is not read', start, 'write --data @file');
    }
  }

  function readDocument({ owner, stop, quoted, tabs }: (typeof awaited)[number]): void {
    const start = at;
    for (let line = at; ; line = lineEnd(line) + 1) {
      if (line >= source.length) {
        throw new ShellError(`the here-document has no end: there is no line ${stop}`, start, `add a line ${stop}`);
      }
      const text = source.slice(line, lineEnd(line)).replace(/\r$/, '');
      if ((tabs ? text.replace(/^\t+/, '') : text) !== stop) continue;
      const pieces = createPieces(source, quoted ? 'single' : 'double');
      // Of a document with expansions only `$` and what follows a backslash mean something.
      if (quoted) pieces.add(start, line);
      else readDoubleQuoted(source, start, pieces, line);
      owner.input = tabs ? withoutTabs(pieces.all()) : pieces.all();
      at = Math.min(lineEnd(line) + 1, source.length);
      return;
    }
  }

  function readWord(): ShellWord {
    const start = at;
    const pieces = createPieces(source, 'none');
    while (at < source.length) {
      const char = source[at] ?? '';
      if (/[ \t\r\n;&|<>()]/.test(char)) break;
      if (char === "'") {
        const close = source.indexOf("'", at + 1);
        if (close === -1) throw unclosed(at, "'", "an apostrophe inside of single quotes is written '\\''");
        pieces.add(at + 1, close, 'single');
        at = close + 1;
      } else if (char === '"') {
        at = readDoubleQuoted(source, at + 1, pieces);
        if (at === -1) throw unclosed(start, '"', 'a quote inside of double quotes is written \\"');
      } else if (source.startsWith('$"', at)) {
        // A text that bash may translate; nobody has translations.
        at += 1;
      } else if (source.startsWith("$'", at)) {
        at = readAnsiC(source, at + 2, pieces);
        if (at === -1) throw unclosed(start, "$'", "a quote inside of $'…' is written \\'");
      } else if (char === '$' || char === '`') at = readDollar(source, at, pieces, 'none');
      else if (char === '\\') {
        if (/^\r?\n/.test(source.slice(at + 1, at + 3))) at = source.indexOf('\n', at) + 1;
        else {
          pieces.escape(source[at + 1] ?? '', at);
          at += 2;
        }
      } else {
        pieces.add(at, at + 1);
        at += 1;
      }
    }
    return { text: pieces.all(), start, end: at };
  }

  function unclosed(start: number, quote: string, help: string): ShellError {
    return new ShellError(`the quote ${quote} is not closed`, start, help);
  }

  function lineEnd(from: number): number {
    const found = source.indexOf('\n', from);
    return found === -1 ? source.length : found;
  }
}

/** `<<-` takes the tabs from the beginning of each line. */
function withoutTabs(text: ShellText): ShellText {
  return text.map((piece) =>
    piece.kind === 'literal' ? { ...piece, text: piece.text.replace(/(^|\n)\t+/g, '$1') } : piece,
  );
}
