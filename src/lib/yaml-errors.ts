import { traps, type YamlProblem, type YamlWords } from './yaml-traps.ts';

/** What the parser says, in its own terms: package `yaml`, https://eemeli.org/yaml/#errors. */
export interface ParserError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** A file of a megabyte may have a million errors; nobody reads more than these. */
export const maxErrors = 100;

/**
 * The parser's errors in plain words, each with a way out. Of several in one line the first is kept: the others follow
 * from it.
 */
export function wordsOfErrors(errors: readonly ParserError[], text: string): YamlProblem[] {
  const found: YamlProblem[] = [];
  let lineEnd = -1;
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const [start, end] = error.pos;
    if (start <= lineEnd) continue;
    if (found.length === maxErrors) break;
    found.push({ words: wordsOf(error, text), start, end });
    const next = text.indexOf('\n', start);
    lineEnd = next === -1 ? text.length : next;
  }
  return found;
}

function wordsOf({ code, message, pos }: ParserError, text: string): YamlWords {
  const [start] = pos;
  switch (code) {
    case 'TAB_AS_INDENT':
      return { code: 'yaml-tab', message: 'a tab indents this line', help: 'indent with spaces' };
    case 'RESOURCE_EXHAUSTION':
      return traps.tooDeep;
    case 'TAG_RESOLVE_FAILED':
      return { code: 'yaml-tag', message: 'this tag has no meaning here', help: 'quote it if it is text' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return syntax(
        'a second key begins within the value of a key',
        'quote the text if the colon belongs to it; otherwise write the key on a line of its own',
      );
    case 'MULTILINE_IMPLICIT_KEY':
      return syntax('this is neither a key nor a value', 'write a space behind the colon of a key');
    case 'BAD_SCALAR_START':
      return syntax(`text cannot begin with ${text[start]} here`, 'quote it');
    case 'BAD_DQ_ESCAPE':
      return syntax(`${text.slice(start, start + 2)} is no escape`, 'write \\\\ for a backslash, or use single quotes');
    default:
      return byMessage(message, start, text) ?? syntax(message.charAt(0).toLowerCase() + message.slice(1));
  }
}

/** Codes that mean many things are told apart by the parser's words. */
function byMessage(message: string, start: number, text: string): YamlWords | undefined {
  const open = /^Flow (map|sequence) .*end with a (.)/.exec(message);
  if (open) return syntax(`the ${open[1] === 'map' ? 'map' : 'list'} is not closed`, `close it with ${open[2]}`);
  if (/^Missing closing .quote/.test(message))
    return syntax('the quoted text is not closed', 'close it with its quote');
  if (message.endsWith('same line with key')) {
    return syntax('a list cannot begin in the line of its key', 'put it on the next line, or write it as [a, b]');
  }
  if (message.endsWith('without - indicator')) return syntax('this line is no item of the list above it', align);
  if (message.endsWith('followed by map values'))
    return syntax('this is neither a key nor a value', 'write key: value');
  if (/^Block scalar values .* must be indented/.test(message)) {
    return syntax('the text after | or > is not indented', 'indent it with spaces, deeper than its key');
  }
  if (message.endsWith('at node end')) {
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    return before.trim() === ''
      ? syntax('this line does not belong to what is above it', align)
      : syntax('something follows after the end of the value', 'quote the whole value');
  }
  if (/^Unexpected flow-(?:map|seq)-end/.test(message)) {
    return syntax(`this ${text[start]} closes nothing`, 'remove it, or quote the text');
  }
  return undefined;
}

const align = 'indent it like its neighbours';

function syntax(message: string, help?: string): YamlWords {
  return { code: 'yaml-syntax', message, ...(help === undefined ? {} : { help }) };
}
