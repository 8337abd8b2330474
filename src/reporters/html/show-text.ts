import { escapeControls } from '../../lib/escape.ts';
import type { TextView } from './page-data.ts';

/** Text on one line, as much of it as is of use. */
export function showLine(text: string, most = 2000): string {
  const cut = text.length > most ? `${wellCut(text, most)}…` : text;
  return escapeControls(cut);
}

/** Text of several lines: line breaks stay, every other control character is written out. */
export function showText(text: string, most: number): TextView {
  const shown = text.length > most ? wellCut(text, most) : text;
  const bytes = Buffer.byteLength(text);
  return {
    text: shown.split('\n').map(escapeControls).join('\n'),
    bytes,
    left: bytes - Buffer.byteLength(shown),
  };
}

/** Bytes that are not UTF-8: what can be read stays, the others are written as `\xff`. */
export function showBytes(bytes: Uint8Array, most: number): TextView {
  const shown = Buffer.from(bytes.subarray(0, most)).toString('latin1');
  const text = shown.replace(/[^\n\x20-\x7e]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return { text, bytes: bytes.byteLength, left: bytes.byteLength - shown.length };
}

/** Not between the two halves of a character. */
function wellCut(text: string, most: number): string {
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
