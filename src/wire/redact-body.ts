import type { Redactor } from '../lib/redact.ts';
import type { Read } from '../model/exchange.ts';
import type { StoredBody } from '../model/stored-exchange.ts';

/** A part of a body that changed: where it was in the bytes, and where it is in what is stored. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

/**
 * A body without what must not be written. A secret is found wherever the borders of reads lie, since the whole text is
 * looked at; a read that began in a part that changed begins as far into it as it did, or at its end.
 */
export function redactBody(bytes: Uint8Array, reads: readonly Read[], redact: Redactor): StoredBody {
  const [encoding, text] = decode(bytes);
  const redacted = redact(text);
  // Most bodies have nothing to hide: then every piece stays where it was.
  const changes = redacted === text ? [] : changesBetween(text, redacted, redact, encoding);
  return {
    ...(encoding === 'utf8' ? { text: redacted } : { base64: Buffer.from(redacted, encoding).toString('base64') }),
    reads: movedReads(reads, changes),
  };
}

/** Line by line; all of it is one part where a secret is longer than a line. */
function changesBetween(text: string, redacted: string, redact: Redactor, encoding: BufferEncoding): Change[] {
  const lines = text.split(/(?<=\n)/);
  const pairs = lines.map((line) => [line, redact(line)] as const);
  if (pairs.map(([, after]) => after).join('') !== redacted) return changeIn(text, redacted, encoding, 0, 0);
  let from = 0;
  let to = 0;
  return pairs.flatMap(([before, after]) => {
    const change = before === after ? [] : changeIn(before, after, encoding, from, to);
    from += Buffer.byteLength(before, encoding);
    to += Buffer.byteLength(after, encoding);
    return change;
  });
}

/** What lies between the same beginning and the same end. */
function changeIn(before: string, after: string, encoding: BufferEncoding, from: number, to: number): Change[] {
  const [one, other] = [Buffer.from(before, encoding), Buffer.from(after, encoding)];
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const change = { from: from + start, to: to + start };
  return [{ ...change, before: one.length - start - end, after: other.length - start - end }];
}

function movedReads(reads: readonly Read[], changes: readonly Change[]): StoredBody['reads'] {
  let passed = 0;
  return reads.map(({ offset, at }) => {
    while ((changes[passed]?.from ?? Number.POSITIVE_INFINITY) <= offset) passed += 1;
    const change = changes[passed - 1] ?? { from: 0, to: 0, before: 0, after: 0 };
    const into = offset - change.from;
    const moved = into < change.before ? Math.min(into, change.after) : change.after + into - change.before;
    return [change.to + moved, Math.round(at * 100) / 100];
  });
}

/** Bytes that are no UTF-8 are looked at as Latin-1, one character for each. */
function decode(bytes: Uint8Array): ['utf8' | 'latin1', string] {
  try {
    return ['utf8', utf8.decode(bytes)];
  } catch {
    return ['latin1', Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')];
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
