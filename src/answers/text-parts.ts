/** A text that comes in pieces. */
export interface TextParts {
  add(piece: string): void;
  /** All of it. */
  text(): string;
}

/** Pieces are joined now and then, so that a long stream is held as its text, not as one string per chunk. */
export function createTextParts(): TextParts {
  let joined = '';
  let pieces: string[] = [];
  return {
    add(piece) {
      if (pieces.push(piece) < 1024) return;
      joined += pieces.join('');
      pieces = [];
    },
    text: () => joined + pieces.join(''),
  };
}
