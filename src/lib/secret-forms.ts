/**
 * The pattern of a value in every form in which formats write it into one another: as it is, percent-encoded once or
 * more, with the escapes of JSON however deep, hexadecimal, in base64 wherever it begins there.
 */
export function formsOf(value: string, kind: 'secret' | 'project' | 'number'): string {
  const written = [...value].map(anyWriting).join('');
  // Nothing else is a long secret, whatever stands beside it.
  const isAlone = kind === 'secret' && value.length >= 16;
  return [isAlone ? written : `${border}${written}(?!\\w)`, ...inOtherAlphabets(value)].join('|');
}

/** Texts of which one is in every text that has one of these forms. */
export function needlesOf(value: string): string[] {
  const runs = value.match(/\w+/g) ?? [];
  const longest = runs.reduce((one, other) => (other.length > one.length ? other : one), '');
  return [longest, ...inOtherAlphabets(value).map((form) => form.replaceAll('\\', ''))];
}

/** No word goes on here. The letter of an escape such as `\n`, and the digits of one such as `%3D`, are no part of one. */
const border = String.raw`(?:(?<!\w)|(?<=\\[bfnrt])|(?<=\\u[\da-fA-F]{4})|(?<=%[\da-fA-F]{2}))`;

const escapes: { readonly [character: string]: string } = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };

/** A character as it is, or as it is escaped. Letters and digits are escaped by nobody. */
function anyWriting(character: string): string {
  if (/\w/.test(character)) return character;
  const bytes = [...Buffer.from(character)];
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const letter = escapes[character];
  return `(?:${[
    `\\\\*${escapePattern(character)}`,
    bytes.map((byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, '0'))}`).join(''),
    units.map((unit) => `\\\\+u${anyCase(unit.toString(16).padStart(4, '0'))}`).join(''),
    ...(letter === undefined ? [] : [`\\\\+${letter}`]),
    ...(character === ' ' ? ['\\+'] : []),
    // In bytes that are read as Latin-1.
    ...(bytes.length > 1 ? [String.fromCharCode(...bytes)] : []),
  ].join('|')})`;
}

/** Shorter than this they would stand in other texts by chance. */
const shortest = 6;

function inOtherAlphabets(value: string): string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < shortest) return [];
  const hex = bytes.toString('hex');
  const forms = [hex, hex.toUpperCase()];
  for (const before of [0, 1, 2]) {
    // Only the characters that are made of nothing but the value: those beside them depend on what stands there.
    const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = base64.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    forms.push(own, own.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return [...new Set(forms)].map(escapePattern);
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
