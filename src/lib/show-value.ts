/**
 * A value as short JSON for people, cut with `…` past `length` characters (UTF-16 units). No more of it is looked at
 * than is shown: a body may be large, and nested deeper than the stack is high.
 */
export function showValue(value: unknown, length = 80): string {
  const text = value === undefined ? 'nothing' : write(value, length + 1);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** The JSON of a value: right in its first `room` characters, and not much longer than that. */
function write(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  for (const key in value) {
    if (text.length > room) return text;
    const each: unknown = (value as Record<string, unknown>)[key];
    if (!isList && each === undefined) continue;
    if (text.length > 1) text += ',';
    if (!isList) text += `${JSON.stringify(key)}:`;
    text += write(each, Math.max(room - text.length, 0));
  }
  return text + (isList ? ']' : '}');
}

/** A piece of text as it came, at most 200 characters. */
export function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
