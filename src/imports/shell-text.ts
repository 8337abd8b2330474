/**
 * What a shell makes of a word: pieces that stand for themselves, and pieces that only a running shell could fill in.
 * Nothing is ever run here, so that those stay what they are.
 */
export type ShellText = readonly ShellPiece[];

export type ShellPiece = ShellLiteral | ShellUnknown;

export interface ShellLiteral {
  readonly kind: 'literal';
  readonly text: string;
  /** Offset in the source of its first character. The others follow it one by one, unless the text is an escape. */
  readonly at: number;
  /** In single quotes a shell fills nothing in. */
  readonly quote: 'none' | 'single' | 'double';
}

export interface ShellUnknown {
  /** `$NAME`, or the output of a command: `$(…)`. */
  readonly kind: 'variable' | 'output';
  /** The name, or the command as it is written. */
  readonly text: string;
  readonly at: number;
}

/** The text where all of it is known, otherwise undefined. */
export function literalText(text: ShellText): string | undefined {
  return text.every(({ kind }) => kind === 'literal') ? text.map((piece) => piece.text).join('') : undefined;
}

/** As it may be shown to whoever wrote it. */
export function shellSource(text: ShellText): string {
  return text
    .map((piece) =>
      piece.kind === 'literal' ? piece.text : `$${piece.kind === 'variable' ? `{${piece.text}}` : `(${piece.text})`}`,
    )
    .join('');
}

/** Splits at the first occurrence of a character among the pieces that are known. */
export function splitAt(text: ShellText, mark: string): readonly [before: ShellText, after: ShellText] | undefined {
  for (const [index, piece] of text.entries()) {
    const found = piece.kind === 'literal' ? piece.text.indexOf(mark) : -1;
    if (piece.kind !== 'literal' || found === -1) continue;
    const before = { ...piece, text: piece.text.slice(0, found) };
    const after = { ...piece, text: piece.text.slice(found + 1), at: piece.at + found + 1 };
    return [
      [...text.slice(0, index), ...(before.text === '' ? [] : [before])],
      [...(after.text === '' ? [] : [after]), ...text.slice(index + 1)],
    ];
  }
  return undefined;
}

/** Without white space at its beginning and its end. */
export function trimmed(text: ShellText): ShellText {
  const pieces = [...text];
  const [first] = pieces;
  if (first?.kind === 'literal') {
    const cut = first.text.trimStart();
    pieces[0] = { ...first, text: cut, at: first.at + first.text.length - cut.length };
  }
  const last = pieces.at(-1);
  if (last?.kind === 'literal') pieces[pieces.length - 1] = { ...last, text: last.text.trimEnd() };
  return pieces.filter(({ kind, text: each }) => kind !== 'literal' || each !== '');
}
