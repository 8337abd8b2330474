import { endOfString } from '../../lib/parse-json.ts';

/**
 * JSON text, indented. Every number, string and key stays as it was written, repeated keys included; strings are cut in
 * their middle past `longest` characters. Asked of JSON only.
 */
export function indentJson(text: string, longest: number): string {
  let out = '';
  let depth = 0;
  const breakLine = () => {
    out += `\n${'  '.repeat(depth)}`;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') {
      const end = endOfString(text, at);
      out += shortened(text.slice(at, end + 1), longest);
      at = end;
    } else if (char === '{' || char === '[') {
      const close = nextOf(text, at + 1);
      const isEmpty = text[close] === '}' || text[close] === ']';
      out += isEmpty ? char + text[close] : char;
      if (isEmpty) at = close;
      else {
        depth += 1;
        breakLine();
      }
    } else if (char === '}' || char === ']') {
      depth -= 1;
      breakLine();
      out += char;
    } else if (char === ',') {
      out += char;
      breakLine();
    } else if (char === ':') out += ': ';
    else if (!isBlank(char)) out += char;
  }
  return out;
}

/** Most long strings are images and sounds: their middle says nothing. */
function shortened(string: string, longest: number): string {
  if (string.length <= longest) return string;
  const half = Math.floor(longest / 2);
  return `${string.slice(0, half)}… ${string.length - 2 * half} more characters …${string.slice(-half)}`;
}

function nextOf(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charAt(at))) at += 1;
  return at;
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}
