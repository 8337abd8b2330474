/**
 * A text that a pattern matches, as short as it can be, but with repeated parts repeated until it has `least`
 * characters. Of alternatives the first, of a class its first character; anchors are taken as met, and look-around and
 * back-references, which our engine refuses anyway, are no part of it.
 */
export function textForPattern(pattern: string, least = 0): string {
  const shortest = write(pattern, 0);
  // Every part that may be repeated grows at once: a few rounds do.
  for (let more = 1, text = shortest; more <= least; more += 1) {
    text = write(pattern, more);
    if (text.length >= least) return text;
  }
  return shortest;
}

function write(pattern: string, more: number): string {
  let at = 0;
  return alternatives();

  /** Up to the end of the group, or of the pattern. */
  function alternatives(): string {
    const first = sequence();
    while (pattern[at] === '|') {
      at += 1;
      sequence();
    }
    return first;
  }

  function sequence(): string {
    let text = '';
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const one = atom();
      text += one.repeat(times());
    }
    return text;
  }

  function atom(): string {
    const character = pattern[at] ?? '';
    at += 1;
    if (character === '^' || character === '$') return '';
    if (character === '.') return 'a';
    if (character === '[') return characterClass();
    if (character === '\\') return escaped();
    if (character !== '(') return character;
    // `(?:`, `(?<name>`, `(?i)`
    const head = /^\?(?:[a-z]*:|P?<[A-Za-z]\w*>|[a-z]+(?=\)))/.exec(pattern.slice(at));
    at += head?.[0].length ?? 0;
    const inner = alternatives();
    at += 1;
    return inner;
  }

  function times(): number {
    const found = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at));
    if (!found) return 1;
    at += found[0].length;
    const [sign, count, comma, top] = found;
    if (count !== undefined) {
      const most = comma === '' ? Number(count) : top === '' ? Infinity : Number(top);
      return Math.min(Number(count) + more, most, 1000);
    }
    if (sign?.startsWith('?')) return Math.min(more, 1);
    return sign?.startsWith('+') ? 1 + more : more;
  }

  /** The first of a class; of a negated one the first common character that is not in it. */
  function characterClass(): string {
    const from = at;
    const negated = pattern[at] === '^';
    if (negated) at += 1;
    let first = '';
    while (at < pattern.length && pattern[at] !== ']') {
      if (pattern[at] === '\\') {
        at += 1;
        const found = escaped();
        first ||= found;
      } else {
        first ||= pattern[at] ?? '';
        at += 1;
      }
    }
    at += 1;
    if (!negated) return first;
    const inside = new RegExp(pattern.slice(from - 1, at), 'u');
    return [...'a0 -_A.'].find((character) => inside.test(character)) ?? '~';
  }

  function escaped(): string {
    const character = pattern[at] ?? '';
    at += 1;
    const property = /^[pP](?:\{\^?[^}]*\}|[A-Z])/.exec(pattern.slice(at - 1))?.[0];
    if (property !== undefined) {
      at += property.length - 1;
      return samples[property.replace(/[{}]/g, '')] ?? 'a';
    }
    const code = /^(?:x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4})/.exec(pattern.slice(at - 1))?.[0];
    if (code !== undefined) {
      at += code.length - 1;
      return String.fromCodePoint(Number.parseInt(code.replace(/[xu{}]/g, ''), 16));
    }
    return samples[character] ?? character;
  }
}

/** What stands for a class of characters; assertions stand for nothing. */
const samples: { readonly [name: string]: string } = {
  d: '0',
  D: 'a',
  w: 'a',
  W: ' ',
  s: ' ',
  S: 'a',
  b: '',
  B: '',
  n: '\n',
  r: '\r',
  t: '\t',
  pLu: 'A',
  pN: '0',
  pNd: '0',
  pP: '.',
};
