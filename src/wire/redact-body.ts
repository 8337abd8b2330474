import type { Redactor } from '../lib/redact.ts';
import type { Read } from '../model/exchange.ts';

/** A body as it is stored: its text where it is UTF-8, otherwise its bytes, and where its pieces begin in it. */
export interface StoredBody {
  readonly text?: string;
  readonly base64?: string;
  /** Offset in bytes, milliseconds. */
  readonly reads: readonly (readonly [offset: number, at: number])[];
}

/**
 * A body without what must not be written. A secret is found wherever the borders of reads lie, since the whole text is
 * looked at; a read that began in a line that changed begins as far into that line as it did, or at its end.
 */
export function redactBody(bytes: Uint8Array, reads: readonly Read[], redact: Redactor): StoredBody {
  const [encoding, text] = decode(bytes);
  // Most bodies have nothing to hide: then every piece stays where it was.
  if (redact(text) === text) return { ...encoded(text, encoding), reads: movedReads(reads, []) };
  const lines: string[] = [];
  /** Of each line: where it began in the bytes, and where it begins in what is stored. */
  const borders: { readonly from: number; readonly to: number; readonly length: number }[] = [];
  let from = 0;
  let to = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const redacted = redactLine(line, redact);
    const length = Buffer.byteLength(redacted, encoding);
    borders.push({ from, to, length });
    lines.push(redacted);
    from += redacted === line ? length : Buffer.byteLength(line, encoding);
    to += length;
  }
  return { ...encoded(lines.join(''), encoding), reads: movedReads(reads, borders) };
}

/** The text of a body that was sent. */
export function redactText(text: string, redact: Redactor): string {
  return redact(text) === text ? text : redactLine(text, redact);
}

function encoded(text: string, encoding: 'utf8' | 'latin1'): Pick<StoredBody, 'text' | 'base64'> {
  return encoding === 'utf8' ? { text } : { base64: Buffer.from(text, encoding).toString('base64') };
}

/** Signatures of thoughts are kept as they came: they are text by chance, and the service takes them back unchanged. */
function redactLine(line: string, redact: Redactor): string {
  return line
    .split(/("thought_?[sS]ignature"\s*:\s*"[^"]*")/)
    .map((part, index) => (index % 2 === 0 ? redact(part) : part))
    .join('');
}

function movedReads(
  reads: readonly Read[],
  borders: readonly { readonly from: number; readonly to: number; readonly length: number }[],
): StoredBody['reads'] {
  let line = 0;
  return reads.map(({ offset, at }) => {
    for (let next = borders[line + 1]; next && next.from <= offset; next = borders[line + 1]) line += 1;
    const { from, to, length } = borders[line] ?? { from: 0, to: 0, length: offset };
    return [to + Math.min(offset - from, length), Math.round(at * 100) / 100];
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
