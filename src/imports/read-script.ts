import type { PlaceAt } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type CurlAround, type CurlCall, readCurl } from './read-curl.ts';
import { readShell, ShellError, type ShellWord } from './read-shell.ts';
import { literalText, type ShellText } from './shell-text.ts';

/** The calls of curl in a script, and everything that is wrong with them. */
export interface ReadScript {
  readonly calls: readonly CurlCall[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what people paste: a call of curl, or a few lines around it that set variables, write the body into a file with
 * a here-document or put it into a pipe. Other commands are passed over; nothing is run.
 */
export function readScript(source: string, placeAt: PlaceAt, readFile: CurlAround['readFile']): ReadScript {
  const foreign = otherShell(source);
  if (foreign) return { calls: [], diagnostics: [{ ...foreign, place: placeAt(0) }] };
  let commands: ReturnType<typeof readShell>;
  try {
    commands = readShell(source);
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    const { message, help, start } = error;
    return { calls: [], diagnostics: [{ severity: 'error', code: 'shell', message, help, place: placeAt(start) }] };
  }
  const diagnostics: Diagnostic[] = [];
  const calls: CurlCall[] = [];
  const variables = new Map<string, ShellText>();
  const files = new Map<string, ShellText>();
  let piped: ShellText | undefined;

  for (const { words: all, input, output, piped: goesOn } of commands) {
    const words = filledIn(withoutPrompt(all));
    const [program, ...rest] = words;
    const name = program && literalText(program.text);
    let printed: ShellText | undefined;
    const given = input === undefined ? piped : fill(input);
    if (name !== undefined && /(?:^|\/)curl(?:\.exe)?$/.test(name)) {
      const around = { placeAt, input: given, readFile: (file: string) => files.get(plain(file)) ?? readFile(file) };
      const { call, diagnostics: wrong } = readCurl(words, around);
      diagnostics.push(...wrong);
      if (call) calls.push(call);
    } else if (name === 'cat' && rest.length === 0) printed = given;
    else if (name === 'echo' || name === 'printf') printed = rest.filter((word) => !isOption(word)).flatMap(spaced);
    else if (words.every(isAssignment) || name === 'export') {
      for (const word of name === 'export' ? rest : words) assign(word);
    }
    const target = output && literalText(output.text);
    if (printed && target !== undefined) files.set(plain(target), printed);
    piped = goesOn ? printed : undefined;
  }
  if (calls.length === 0 && diagnostics.length === 0) {
    const help = 'copy a request as cURL (bash), or save the network log as HAR';
    diagnostics.push({
      severity: 'error',
      code: 'no-curl',
      message: 'there is no call of curl',
      help,
      place: placeAt(0),
    });
  }
  return { calls, diagnostics };

  function filledIn(words: readonly ShellWord[]): ShellWord[] {
    return words.map((word) => ({ ...word, text: fill(word.text) }));
  }

  /** A variable that an earlier line set has that value. */
  function fill(text: ShellText): ShellText {
    return text.flatMap((piece) => (piece.kind === 'variable' ? (variables.get(piece.text) ?? [piece]) : [piece]));
  }

  function assign({ text }: ShellWord): void {
    const [first, ...rest] = text;
    const [whole = '', name] = /^([A-Za-z_]\w*)=/.exec(first?.text ?? '') ?? [];
    if (first?.kind !== 'literal' || name === undefined) return;
    const start = { ...first, text: first.text.slice(whole.length), at: first.at + whole.length };
    // What only says that something is to be filled in (`your-project`, `<PROJECT>`) is no value.
    const value: ShellText = [...(start.text === '' ? [] : [start]), ...rest];
    if (value.length > 0 && !isBlank(value)) variables.set(name, value);
  }
}

/** `YOUR_PROJECT_ID`, `<your project>`, `[PROJECT]`, `...`: a page wants its reader to write something here. */
function isBlank(value: ShellText): boolean {
  const text = literalText(value);
  return text !== undefined && /^(?:<.*>|\[.*\]|\.\.\.|…|YOUR[_-].*|your[_-].*|[A-Z][A-Z0-9]*_[A-Z0-9_]+)$/.test(text);
}

/** `$ curl …`: pages show the prompt. */
function withoutPrompt(words: readonly ShellWord[]): readonly ShellWord[] {
  const [first, ...rest] = words;
  const text = first && literalText(first.text);
  return text === '$' || text === '%' ? rest : words;
}

function isAssignment({ text: [first] }: ShellWord): boolean {
  return first?.kind === 'literal' && first.quote === 'none' && /^[A-Za-z_]\w*=/.test(first.text);
}

/** `-n` of echo, and what printf takes for a form. */
function isOption({ text }: ShellWord): boolean {
  return /^(?:-[neE]+|%s(?:\\n)?)$/.test(literalText(text) ?? '');
}

/** Words as `echo` prints them. */
function spaced({ text, start }: ShellWord, index: number): ShellText {
  return index === 0 ? text : [{ kind: 'literal', text: ' ', at: start, quote: 'none' }, ...text];
}

function plain(file: string): string {
  return file.replace(/^\.\//, '');
}

/** Browsers offer four forms of copying; only one of them is for a POSIX shell. */
function otherShell(source: string): Diagnostic | undefined {
  const help = 'in the browser take “Copy as cURL (bash)”';
  const form = /^\s*curl\b.*\^[ \t]*\r?$/m.test(source)
    ? 'cmd of Windows'
    : /\bInvoke-(?:WebRequest|RestMethod)\b/.test(source)
      ? 'PowerShell'
      : /^\s*(?:await\s+)?fetch\(/.test(source)
        ? 'JavaScript'
        : undefined;
  if (form === undefined) return undefined;
  return { severity: 'error', code: 'other-shell', message: `this was copied for ${form}, and not for bash`, help };
}
