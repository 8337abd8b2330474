import { isAscii } from 'node:buffer';

/**
 * One piece of an event stream. The grammar is that of https://html.spec.whatwg.org/multipage/server-sent-events.html,
 * with three differences, all so that nothing a server sent stays unseen: an event that the end of the body cuts off is
 * still given, so is one whose data is empty, and lines that are no field are given as `text` instead of being ignored.
 * (Vertex AI writes an error behind a stream as bare JSON without `data:`: docs/facts.md 8.3.)
 */
export interface WirePiece {
  readonly kind: 'data' | 'comment' | 'text';
  /** `data:` lines joined by `\n`; the comment; neighbouring lines of text joined by `\n`. */
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
const space = 32;
const colon = 58;

/** Bytes that are turned into text at once: enough to be quick, too few to matter beside the body. */
const blockLength = 65_536;

/**
 * Reads server-sent events from bytes. Pieces are given as soon as they are whole, in the order of their ends.
 *
 * Lines are found in a Latin-1 view of the bytes, in which a character is a byte: so offsets are exact whatever the
 * bytes are, no character is ever cut in two, and a block without a byte above 127 needs no decoding at all.
 */
export function createEventReader(onPiece: (piece: WirePiece) => void): EventReader {
  /** A line whose end has not come, in the pieces in which it came: joined once, or a long line would cost its square. */
  let held: Buffer[] = [];
  /** Of the first byte that was not yet read as a line. */
  let position = 0;
  let afterCr = false;
  let block: Buffer = Buffer.alloc(0);
  let view = '';
  let ascii = true;
  let data: string | undefined;
  let dataOffset = 0;
  let stray: string | undefined;
  let strayOffset = 0;

  function feed(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < buffer.length; at += blockLength) feedBlock(buffer.subarray(at, at + blockLength));
  }

  function feedBlock(bytes: Buffer): void {
    const end = Math.max(bytes.lastIndexOf(lf), bytes.lastIndexOf(cr)) + 1;
    if (end > 0) {
      const lines = bytes.subarray(0, end);
      readLines(held.length === 0 ? lines : Buffer.concat([...held, lines]));
      held = [];
    }
    // Copied, since the caller may use its buffer again.
    if (end < bytes.length) held.push(Buffer.from(bytes.subarray(end)));
  }

  function end(): void {
    if (held.length > 0) readLines(Buffer.concat(held));
    held = [];
    dispatch();
  }

  /** Reads lines; the last one ends with the bytes, be it with a line break or, at the end of the body, without. */
  function readLines(bytes: Buffer): void {
    block = bytes;
    view = bytes.toString('latin1');
    ascii = isAscii(bytes);
    let start = 0;
    if (position === 0 && view.startsWith('\xef\xbb\xbf')) start = 3;
    if (afterCr && view.charCodeAt(0) === lf) start = 1;
    let nextLf = view.indexOf('\n', start);
    let nextCr = view.indexOf('\r', start);
    while (start < view.length) {
      if (nextLf !== -1 && nextLf < start) nextLf = view.indexOf('\n', start);
      if (nextCr !== -1 && nextCr < start) nextCr = view.indexOf('\r', start);
      const atCr = nextCr !== -1 && (nextLf === -1 || nextCr < nextLf);
      const lineEnd = atCr ? nextCr : nextLf === -1 ? view.length : nextLf;
      readLine(start, lineEnd);
      start = lineEnd + (atCr && nextLf === lineEnd + 1 ? 2 : 1);
    }
    afterCr = view.charCodeAt(view.length - 1) === cr;
    position += bytes.length;
  }

  function readLine(start: number, lineEnd: number): void {
    if (start === lineEnd) dispatch();
    else if (view.startsWith('data:', start)) takeData(start, start + 5, lineEnd);
    else if (view.charCodeAt(start) === colon) {
      flushStray();
      onPiece({ kind: 'comment', text: text(start + 1, lineEnd), offset: position + start });
    } else takeOther(start, lineEnd);
  }

  function takeOther(start: number, lineEnd: number): void {
    const line = slice(start, lineEnd);
    const field = /^(?:event|id|retry|data)(?=:|$)/.exec(line)?.[0];
    // Names, numbers and waits of events are of no use here. A field without a colon has no value.
    if (field === 'data') takeData(start, lineEnd, lineEnd);
    else if (field !== undefined) flushStray();
    else {
      if (stray === undefined) strayOffset = position + start;
      stray = stray === undefined ? line : `${stray}\n${line}`;
    }
  }

  function takeData(start: number, valueStart: number, lineEnd: number): void {
    flushStray();
    const value = text(valueStart, lineEnd);
    if (data === undefined) dataOffset = position + start;
    data = data === undefined ? value : `${data}\n${value}`;
  }

  function dispatch(): void {
    if (data !== undefined) onPiece({ kind: 'data', text: data, offset: dataOffset });
    data = undefined;
    flushStray();
  }

  function flushStray(): void {
    if (stray !== undefined) onPiece({ kind: 'text', text: stray, offset: strayOffset });
    stray = undefined;
  }

  /** The value behind a colon: one space after it is no part of it. */
  function text(start: number, end: number): string {
    return slice(start < end && view.charCodeAt(start) === space ? start + 1 : start, end);
  }

  function slice(start: number, end: number): string {
    return ascii ? view.slice(start, end) : block.toString('utf8', start, end);
  }

  return { feed, end };
}
