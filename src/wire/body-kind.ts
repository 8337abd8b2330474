import type { Body } from '../model/exchange.ts';

/**
 * What a body is. The media type decides about streams, since nothing else can while they arrive; whether the rest is
 * JSON is decided by the bytes, since servers send errors as `text/plain` and pages as `application/json`.
 */
export function bodyKind(contentType: string | undefined, bytes: Uint8Array): Body['kind'] {
  if (mediaType(contentType) === 'text/event-stream') return 'stream';
  return opensJson(bytes) ? 'json' : 'text';
}

/** `application/json` of `Application/JSON; charset=UTF-8`; an empty text where there is no header. */
export function mediaType(contentType: string | undefined): string {
  return (contentType?.split(';')[0] ?? '').trim().toLowerCase();
}

/** Does the first character that is no white space open an object or a list? Parsing comes later, and only once. */
function opensJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return bytes[at] === 0x7b || bytes[at] === 0x5b;
}
