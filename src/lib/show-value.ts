/** A value as short JSON for people, cut with `…` past `length` characters (UTF-16 units). */
export function showValue(value: unknown, length = 80): string {
  // A long text is cut before it is quoted: what is behind the cut is never looked at.
  const text = toJson(typeof value === 'string' ? value.slice(0, length + 1) : value);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** A piece of text as it came, at most 200 characters. */
export function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** What a client library made of an answer may be nested deeper than the stack. */
function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'nothing';
  } catch (error) {
    if (error instanceof RangeError) return 'a value that is nested too deeply to be shown';
    throw error;
  }
}
