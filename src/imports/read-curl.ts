import { closest } from '../lib/closest.ts';
import type { PlaceAt } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { curlOption, curlOptionNames } from './curl-options.ts';
import type { ShellWord } from './read-shell.ts';
import { literalText, type ShellText, shellSource, splitAt, trimmed } from './shell-text.ts';

/** A request as a call of curl describes it. */
export interface CurlCall {
  readonly url: ShellText;
  readonly headers: readonly CurlHeader[];
  readonly body: ShellText;
  /** `-u`, `--oauth2-bearer`, `-b`: what proves who sends it, beside headers. */
  readonly dropped: readonly string[];
  readonly start: number;
  readonly end: number;
}

export interface CurlHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: ShellText;
}

/** What stands around a call. */
export interface CurlAround {
  readonly placeAt: PlaceAt;
  /** What is put in at its input. */
  readonly input: ShellText | undefined;
  /** The text behind `@name`, or why it cannot be had. */
  readonly readFile: (name: string) => ShellText | { readonly wrong: string };
}

/** Reads the words behind `curl`. All that is wrong with them is told at once. */
export function readCurl(
  [program, ...words]: readonly ShellWord[],
  { placeAt, input, readFile }: CurlAround,
): { readonly call?: CurlCall; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const urls: ShellWord[] = [];
  const headers: CurlHeader[] = [];
  const data: ShellText[] = [];
  const dropped = new Set<string>();
  const start = program?.start ?? 0;
  const end = words.at(-1)?.end ?? start;
  let optionsEnded = false;

  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) continue;
    const text = literalText(word.text) ?? shellSource(word.text);
    if (optionsEnded || !text.startsWith('-') || text === '-') urls.push(word);
    else if (text === '--') optionsEnded = true;
    else if (text.startsWith('--')) {
      const next = words[index + 1];
      if (readOption(text.slice(2), word, next)) index += 1;
    } else {
      // `-sSXPOST`: letters, and behind the first that takes a word its word.
      for (let letter = 1; letter < text.length; letter++) {
        const option = curlOption(text[letter] ?? '');
        const rest = option?.takes ? behind(word, letter + 1) : undefined;
        const next = rest ?? words[index + 1];
        const took = readOption(text[letter] ?? '', word, next);
        if (took && rest === undefined) index += 1;
        if (took || option === undefined) break;
      }
    }
  }

  const [url] = urls;
  if (!url) {
    wrong('curl-url', 'the call has no URL', 'copy the whole command', program);
  } else {
    for (const more of urls.slice(1)) {
      wrong('curl-url', 'the call has a second URL', 'is a quote or a backslash missing before it?', more);
    }
  }
  if (data.length === 0) wrong('curl-body', 'the call has no body', 'a chat-completions request has one: -d', program);
  if (!url || diagnostics.length > 0) return { diagnostics };
  const body = data.flatMap((each, index): ShellText => {
    // Several bodies are joined as fields of a form are.
    return index === 0 ? each : [{ kind: 'literal', text: '&', at: end, quote: 'none' }, ...each];
  });
  return { call: { url: url.text, headers, body, dropped: [...dropped], start, end }, diagnostics };

  /** Gives back whether the next word belonged to it. */
  function readOption(name: string, word: ShellWord, next: ShellWord | undefined): boolean {
    const dashes = name.length === 1 ? `-${name}` : `--${name}`;
    const option = curlOption(name);
    if (option === undefined) {
      const meant = name.length === 1 ? undefined : closest(name, curlOptionNames);
      const help = meant ? `did you mean --${meant}?` : 'leave it out, if it changes nothing of what is sent';
      wrong('curl-option', `it is not known what ${dashes} does`, help, word);
      return false;
    }
    if (option.takes && !next) {
      wrong('curl-option', `${dashes} has nothing behind it`, 'copy the whole command', word);
      return false;
    }
    const value = next?.text ?? [];
    switch (option.means) {
      case 'url':
        if (next) urls.push(next);
        break;
      case 'method':
        if (literalText(value)?.toUpperCase() !== 'POST') notPost(`${dashes} ${shellSource(value)}`, word);
        break;
      case 'get':
        notPost(dashes, word);
        break;
      case 'refused':
        wrong('curl-option', `${dashes} sends no JSON, or what is not read here`, 'give one call with -d', word);
        break;
      case 'header':
        readHeader(value, word);
        break;
      case 'data':
      case 'json':
        readData(option.name, value, word);
        break;
      case 'user':
      case 'cookie':
        dropped.add(dashes);
        break;
      case 'ignored':
    }
    return option.takes;
  }

  function readHeader(text: ShellText, word: ShellWord): void {
    const [name, value] = splitAt(text, ':') ?? splitAt(text, ';') ?? [];
    const known = name && literalText(name)?.trim().toLowerCase();
    if (known === undefined || value === undefined || !/^[\w!#$%&'*+.^`|~-]+$/.test(known)) {
      wrong('curl-header', `${shellSource(text)} is no header`, "write -H 'name: value'", word);
    } else headers.push({ name: known, value: trimmed(value) });
  }

  function readData(option: string, text: ShellText, word: ShellWord): void {
    const known = literalText(text);
    const isFile = option !== 'data-raw' && text[0]?.kind === 'literal' && text[0].text.startsWith('@');
    if (!isFile) data.push(text);
    else if (known === undefined) wrong('curl-file', 'the name of the file is not known', 'write it out', word);
    else if (known === '@-') {
      if (input) data.push(input);
      else wrong('curl-file', '-d @- reads an input that is not there', 'copy the here-document too', word);
    } else {
      const found = readFile(known.slice(1));
      if ('wrong' in found) wrong('curl-file', found.wrong, 'put the body in place of @…', word);
      else data.push(found);
    }
  }

  function notPost(what: string, word: ShellWord): void {
    wrong('curl-method', `${what}: a chat-completions request is a POST`, 'give the call that asks the model', word);
  }

  function wrong(code: string, message: string, help: string, word: ShellWord | undefined): void {
    const place = placeAt(word?.start ?? start, word?.end ?? end);
    diagnostics.push({ severity: 'error', code, message, help, place });
  }
}

/** What stands behind a letter in the same word: `-XPOST`. */
function behind(word: ShellWord, from: number): ShellWord | undefined {
  const [first, ...rest] = word.text;
  if (first?.kind !== 'literal') return undefined;
  const cut = first.text.slice(from);
  if (cut === '' && rest.length === 0) return undefined;
  const text: ShellText = cut === '' ? rest : [{ ...first, text: cut, at: first.at + from }, ...rest];
  return { text, start: word.start + from, end: word.end };
}
