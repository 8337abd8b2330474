/**
 * One piece of an event stream. The grammar is that of https://html.spec.whatwg.org/multipage/server-sent-events.html,
 * with two differences, both so that nothing a server sent stays unseen: an event that the end of the body cuts off is
 * still given, and lines that are no field are given as `text` instead of being ignored. (Vertex AI writes an error
 * behind a stream as bare JSON without `data:`: fact sheet 8.3.)
 */
export interface WirePiece {
  readonly kind: 'data' | 'comment' | 'text';
  /** `data:` lines joined by `\n`; the comment; lines of text joined by `\n`. */
  readonly text: string;
  /** Byte offset of its first line. */
  readonly offset: number;
}

export interface EventReader {
  /** Takes the next bytes, split anywhere: inside a line break, inside a character. */
  feed(bytes: Uint8Array): void;
  /** Gives what the end of the body leaves unfinished. */
  end(): void;
}

const lf = 10;
const cr = 13;

/** Reads server-sent events from bytes; each piece is given as soon as it is whole. */
export function createEventReader(onPiece: (piece: WirePiece) => void): EventReader {
  /** Bytes of a line whose end has not come: joined once it does, so that a long line costs its length, not its square. */
  let held: Uint8Array[] = [];
  let lineOffset = 0;
  let position = 0;
  let afterCr = false;
  let data: { lines: string[]; offset: number } | undefined;
  let stray: { lines: string[]; offset: number } | undefined;

  function feed(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = 0;
    // A body without a single CR, which is nearly every one, is not searched for another.
    let nextCr = buffer.indexOf(cr);
    if (afterCr && buffer[0] === lf) {
      start = 1;
      lineOffset = position + 1;
    }
    if (buffer.length > 0) afterCr = false;
    for (;;) {
      const nextLf = buffer.indexOf(lf, start);
      if (nextCr !== -1 && nextCr < start) nextCr = buffer.indexOf(cr, start);
      const at = nextCr !== -1 && (nextLf === -1 || nextCr < nextLf) ? nextCr : nextLf;
      if (at === -1) break;
      line(buffer, start, at);
      const isCrLf = at === nextCr && buffer[at + 1] === lf;
      afterCr = at === nextCr && at === buffer.length - 1;
      start = at + (isCrLf ? 2 : 1);
      lineOffset = position + start;
    }
    if (start < buffer.length) held.push(bytes.slice(start));
    position += buffer.length;
  }

  function line(buffer: Buffer, start: number, at: number): void {
    if (held.length === 0) {
      takeLine(buffer.toString('utf8', start, at));
      return;
    }
    held.push(buffer.subarray(start, at));
    const text = Buffer.concat(held).toString('utf8');
    held = [];
    takeLine(text);
  }

  function takeLine(raw: string): void {
    const text = lineOffset === 0 && raw.startsWith('\ufeff') ? raw.slice(1) : raw;
    if (text === '') {
      dispatch();
      return;
    }
    const colon = text.indexOf(':');
    const field = colon === -1 ? text : text.slice(0, colon);
    if (field === 'data') {
      flushStray();
      const value = colon === -1 ? '' : text.slice(text[colon + 1] === ' ' ? colon + 2 : colon + 1);
      if (data) data.lines.push(value);
      else data = { lines: [value], offset: lineOffset };
    } else if (field === '') {
      flushStray();
      onPiece({ kind: 'comment', text: text.slice(text[1] === ' ' ? 2 : 1), offset: lineOffset });
    } else if (field !== 'event' && field !== 'id' && field !== 'retry') {
      if (stray) stray.lines.push(text);
      else stray = { lines: [text], offset: lineOffset };
    }
  }

  function dispatch(): void {
    flushStray();
    if (!data) return;
    const { lines, offset } = data;
    data = undefined;
    onPiece({ kind: 'data', text: lines.length === 1 ? (lines[0] ?? '') : lines.join('\n'), offset });
  }

  function flushStray(): void {
    if (!stray) return;
    const { lines, offset } = stray;
    stray = undefined;
    onPiece({ kind: 'text', text: lines.join('\n'), offset });
  }

  function end(): void {
    if (held.length > 0) {
      const text = Buffer.concat(held).toString('utf8');
      held = [];
      takeLine(text);
    }
    dispatch();
  }

  return { feed, end };
}
