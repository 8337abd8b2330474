import { type Letters, letter } from './layout-runs.ts';
import { createTextParts } from './text-parts.ts';

/** Keeps thoughts apart from the answer in the text of one choice. */
export interface ThoughtSplitter {
  /**
   * The next piece of text; not empty. `flagged`: its delta carries `extra_content.google.thought: true`.
   * Says what it held: `T`, `C`, both, or `undecided` where it could be the beginning of a tag.
   */
  take(text: string, flagged: boolean): Letters;
  /** The texts; undefined where nothing came. */
  end(): { readonly content: string | undefined; readonly thoughts: string | undefined };
}

/** White space that may stand between the beginning of a text and a tag; more than this is content. */
const longestGap = 64;

/**
 * | text | is |
 * | --- | --- |
 * | flagged, without a tag at its beginning | thought, up to the next text without the flag |
 * | `<tag>` at the beginning of the text, or of flagged text, and what follows | thought, up to `</tag>` |
 * | the rest of a flagged text behind `</tag>` | content |
 * | `</tag>` at the beginning of text without the flag, behind flagged text | nothing: it closes the thoughts before it |
 * | other text without the flag behind flagged text, even where no tag was closed | content |
 * | a tag anywhere else | content: an answer may speak about tags |
 *
 * Tags are no part of either text. A tag may be split over pieces, so what could become one is held back until it is
 * known; `settle` then says what the pieces that were `undecided` have been. Without a tag only the flag counts.
 */
export function createThoughtSplitter(tag: string | undefined, settle: (letters: Letters) => void): ThoughtSplitter {
  const opening = `<${tag}>`;
  const closing = `</${tag}>`;
  const texts = { T: createTextParts(), C: createTextParts() };
  let seen: Letters = 0;
  /** Of the piece that is being read. */
  let letters: Letters = 0;
  let state: 'begin' | 'inside' | 'flagged' | 'behind' | 'answer' = tag === undefined ? 'answer' : 'begin';
  let wasFlagged = false;
  let held = '';
  let undecided = false;

  function take(text: string, flagged: boolean): Letters {
    if (tag === undefined) return keep(flagged ? 'T' : 'C', text);
    if (flagged !== wasFlagged) turn(flagged);
    letters = 0;
    let rest = held + text;
    held = '';
    while (rest !== '') rest = read(rest);
    if (letters !== 0) return letters;
    // Nothing but a tag, or what may become one.
    if (held === '' || flagged || state === 'inside') return letter.T;
    undecided = true;
    return letter.undecided;
  }

  /** Reads the beginning of a text in the present state; gives what is to be read in the next one. */
  function read(text: string): string {
    if (state === 'begin') return readTag(text, opening, 'inside', wasFlagged ? 'flagged' : 'answer');
    if (state === 'behind') return readTag(text, closing, 'answer', 'answer');
    if (state === 'inside') return readInside(text);
    keep(state === 'flagged' ? 'T' : 'C', text);
    return '';
  }

  function readTag(text: string, wanted: string, found: typeof state, missing: typeof state): string {
    const trimmed = text.trimStart();
    const gap = text.length - trimmed.length;
    const isNear = gap <= longestGap;
    if (isNear && trimmed.startsWith(wanted)) {
      decide(letter.T);
      state = found;
      return trimmed.slice(wanted.length);
    }
    if (isNear && wanted.startsWith(trimmed)) {
      held = text;
      return '';
    }
    if (!wasFlagged) decide(letter.C);
    state = missing;
    return text;
  }

  function readInside(text: string): string {
    const at = text.indexOf(closing);
    if (at === -1) {
      const rest = text.length - overlap(text, closing);
      held = text.slice(rest);
      keep('T', text.slice(0, rest));
      return '';
    }
    keep('T', text.slice(0, at));
    state = 'answer';
    return text.slice(at + closing.length);
  }

  /** The flag came or went: what was held back belongs to the text before. */
  function turn(flagged: boolean): void {
    flush();
    if (flagged) state = state === 'inside' ? 'inside' : 'begin';
    else if (state !== 'answer') state = 'behind';
    wasFlagged = flagged;
  }

  function flush(): void {
    const thought = wasFlagged || state === 'inside';
    keep(thought ? 'T' : 'C', held);
    held = '';
    decide(thought ? letter.T : letter.C);
  }

  function decide(as: Letters): void {
    if (undecided) settle(as);
    undecided = false;
  }

  function keep(where: 'T' | 'C', text: string): Letters {
    if (text === '') return 0;
    texts[where].add(text);
    letters |= letter[where];
    seen |= letter[where];
    return letter[where];
  }

  return {
    take,
    end() {
      flush();
      return {
        content: seen & letter.C ? texts.C.text() : undefined,
        thoughts: seen & letter.T ? texts.T.text() : undefined,
      };
    },
  };
}

/** How many characters at the end of a text are the beginning of a tag. */
function overlap(text: string, tag: string): number {
  let length = Math.min(text.length, tag.length - 1);
  while (length > 0 && !text.endsWith(tag.slice(0, length))) length -= 1;
  return length;
}
