import { isUtf8 } from 'node:buffer';
import { excerpt } from '../lib/show-value.ts';
import type { Found } from '../model/check.ts';
import type { Body } from '../model/exchange.ts';

/**
 * JSON and server-sent events are UTF-8 (RFC 8259, section 8.1; the HTML standard, section 9.2.4). Clients put � in the
 * place of what is not, and say nothing. A body that broke off may have lost half a letter.
 */
export function notUtf8({ bytes, end }: Body, what: string): Found | undefined {
  if (end.kind !== 'complete' || isUtf8(bytes)) return undefined;
  const text = new TextDecoder().decode(bytes);
  const at = text.indexOf('\ufffd');
  return {
    message: `${what} is not valid UTF-8: clients read � there`,
    expected: 'text in UTF-8',
    at: { in: 'body', excerpt: excerpt(text.slice(Math.max(0, at - 20), at + 20)) },
  };
}
