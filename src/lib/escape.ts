// C0 and DEL, C1, the marks that turn the direction of writing (U+061C, U+200E–F, U+202A–E, U+2066–9), and the two
// line separators of Unicode. A terminal would obey them, or show another text than the one that is there.
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const short: { readonly [char: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text with its control characters written out (`\n`, `\u001b`), so that it can be shown on a terminal, on one
 * line. For every text that a server, a file or a file name brings in.
 */
export function escapeControls(text: string): string {
  return text.replace(controls, (char) => short[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
