import type { Layout } from '../model/answer.ts';

/** `C×41[FU]D`, or `C[FU]D` collapsed. */
export function printLayout(layout: Layout, form: 'counted' | 'collapsed'): string {
  return layout.map(({ token, count }) => (form === 'counted' && count > 1 ? `${token}×${count}` : token)).join('');
}

/** All letters of the layout language, in the order in which they stand in brackets (docs/reference/layout.md). */
export const layoutLetters = 'RTCKkXMFU-EHD!';

/** Characters of a pattern: enough for any that a person can read, and a bound on the work of matching. */
const longestPattern = 500;

/** Says whether a layout fits; or why the pattern is none, as a sentence without a full stop. */
export type LayoutPattern = { matches(layout: Layout): boolean } | { error: string };

type Node =
  | { readonly kind: 'symbol'; readonly token: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly many: boolean };

/**
 * Reads a pattern of `stream.layout`. Letters without brackets are matched against the letters of all events in order,
 * with runs collapsed; a token in brackets demands one event of exactly these. Anchored at both ends; the operators are
 * `?`, `*`, `|` and parentheses. Matched by a set of positions, so that there is no backtracking to blow up.
 */
export function compileLayout(pattern: string): LayoutPattern {
  const read = parse(pattern);
  if ('error' in read) return read;
  const { start, accepts, token, follow } = positions(read.node);
  const step = (from: Iterable<number>, symbol: string): Set<number> => {
    const to = new Set<number>();
    for (const position of from) if (token(position) === symbol) for (const next of follow(position)) to.add(next);
    return to;
  };
  return {
    matches(layout) {
      let byLetter = new Set(start);
      let byEvent = new Set<number>();
      let previous = '';
      for (const run of layout) {
        const letters = run.token.replace(/[[\]]/g, '');
        for (let count = 0; count < run.count; count++) {
          const before = [byLetter, byEvent] as const;
          const whole = step([...byLetter, ...byEvent], `[${letters}]`);
          for (const letter of letters) {
            // A letter that goes on from the one before is the same letter, unless a bracket has closed that event.
            const again = letter === previous ? byLetter : step(byLetter, letter);
            byLetter = new Set([...again, ...step(byEvent, letter)]);
            byEvent = new Set();
            previous = letter;
          }
          byEvent = whole;
          // Nothing changed, so nothing will while the same event comes again.
          if (count > 0 && isSame(before[0], byLetter) && isSame(before[1], byEvent)) break;
        }
        if (byLetter.size + byEvent.size === 0) return false;
      }
      return byLetter.has(accepts) || byEvent.has(accepts);
    },
  };
}

function isSame(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function parse(pattern: string): { node: Node } | { error: string } {
  if (pattern.length > longestPattern) return { error: `the pattern is longer than ${longestPattern} characters` };
  let at = 0;
  const choice = (): Node => {
    const parts = [sequence()];
    while (pattern[at] === '|') {
      at += 1;
      parts.push(sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeated());
    return { kind: 'sequence', parts };
  };
  const repeated = (): Node => {
    let part = single();
    while (pattern[at] === '?' || pattern[at] === '*') {
      part = { kind: 'repeat', part, many: pattern[at] === '*' };
      at += 1;
    }
    return part;
  };
  const single = (): Node => {
    const letter = pattern[at] ?? '';
    at += 1;
    if (letter === '(') {
      const inner = choice();
      if (pattern[at] !== ')') throw new SyntaxError('a parenthesis is opened and not closed');
      at += 1;
      return inner;
    }
    if (letter === '[') {
      const close = pattern.indexOf(']', at);
      if (close === -1) throw new SyntaxError('a bracket is opened and not closed');
      const letters = pattern.slice(at, close);
      at = close + 1;
      const wrong = [...letters].find((each) => !layoutLetters.includes(each));
      if (wrong !== undefined) throw new SyntaxError(noLetter(wrong));
      if (letters === '') throw new SyntaxError('empty brackets stand for no event: a delta with nothing in it is -');
      const ordered = [...new Set(letters)]
        .sort((a, b) => layoutLetters.indexOf(a) - layoutLetters.indexOf(b))
        .join('');
      return { kind: 'symbol', token: `[${ordered}]` };
    }
    if (!layoutLetters.includes(letter)) throw new SyntaxError(noLetter(letter));
    return { kind: 'symbol', token: letter };
  };
  try {
    const node = choice();
    if (at < pattern.length) throw new SyntaxError(`nothing opens the "${pattern[at]}" at character ${at + 1}`);
    return { node };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: error.message };
    throw error;
  }
}

function noLetter(letter: string): string {
  if (letter === '?' || letter === '*') return `nothing stands before the "${letter}"`;
  return `"${letter}" is no letter of a layout; runs count once, and the letters are ${[...layoutLetters].join(' ')}`;
}

/** Glushkov's construction: one position per letter, and which may follow which. */
function positions(root: Node) {
  const tokens: string[] = [];
  const follow: Set<number>[] = [];
  interface Ends {
    readonly first: readonly number[];
    readonly last: readonly number[];
    readonly empty: boolean;
  }
  const link = (from: readonly number[], to: readonly number[]) => {
    for (const a of from) for (const b of to) follow[a]?.add(b);
  };
  const visit = (node: Node): Ends => {
    if (node.kind === 'symbol') {
      const position = tokens.push(node.token) - 1;
      follow.push(new Set());
      return { first: [position], last: [position], empty: false };
    }
    if (node.kind === 'repeat') {
      const inner = visit(node.part);
      if (node.many) link(inner.last, inner.first);
      return { ...inner, empty: true };
    }
    const parts = node.parts.map(visit);
    if (node.kind === 'choice') {
      return {
        first: parts.flatMap((part) => part.first),
        last: parts.flatMap((part) => part.last),
        empty: parts.some((part) => part.empty),
      };
    }
    return parts.reduce<Ends>(
      (before, part) => {
        link(before.last, part.first);
        return {
          first: before.empty ? [...before.first, ...part.first] : before.first,
          last: part.empty ? [...before.last, ...part.last] : part.last,
          empty: before.empty && part.empty,
        };
      },
      { first: [], last: [], empty: true },
    );
  };
  const ends = visit(root);
  const accepts = tokens.length;
  for (const position of ends.last) follow[position]?.add(accepts);
  const start = new Set([...ends.first, ...(ends.empty ? [accepts] : [])]);
  return { start, accepts, token: (at: number) => tokens[at], follow: (at: number) => follow[at] ?? new Set<number>() };
}
