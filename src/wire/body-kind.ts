import type { Body } from '../model/exchange.ts';

/** What tells the kind of a body beside its bytes. */
export interface BodyHead {
  readonly status: number;
  /** The header as it came. */
  readonly contentType: string | undefined;
}

/**
 * What a body is. A stream is what calls itself one, or begins with an event whatever it calls itself: clients that
 * asked for a stream read it as one. An error that calls itself a stream and is JSON from its first character is JSON:
 * servers that were asked to stream label their errors so. Whether the rest is JSON is decided by the bytes, since
 * servers send errors as `text/plain` and pages as `application/json`; parsing comes later, and only once.
 */
export function bodyKind({ status, contentType }: BodyHead, bytes: Uint8Array): Body['kind'] {
  const isJson = opensJson(bytes);
  if (mediaType(contentType) === 'text/event-stream') {
    const refused = status < 200 || status > 299;
    return refused && isJson ? 'json' : 'stream';
  }
  if (isJson) return 'json';
  return beginsWithEvent(bytes) ? 'stream' : 'text';
}

/** `application/json` of `Application/JSON; charset=UTF-8`; an empty text where there is no header. */
export function mediaType(contentType: string | undefined): string {
  return (contentType?.split(';')[0] ?? '').trim().toLowerCase();
}

/** Does the first character that is no white space open an object or a list? */
function opensJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return bytes[at] === 0x7b || bytes[at] === 0x5b;
}

/** Is the first line with data behind nothing but comments, other fields and blank lines? Looked for in 4 KB. */
function beginsWithEvent(bytes: Uint8Array): boolean {
  const beginning = new TextDecoder().decode(bytes.subarray(0, 4096));
  const line = beginning.split(/[\r\n]+/).find((each) => !/^(?::|(?:event|id|retry):|$)/.test(each));
  return line?.startsWith('data:') ?? false;
}
