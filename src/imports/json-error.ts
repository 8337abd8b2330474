/**
 * Offset of the first character at which a text stops being JSON (RFC 8259); its length where it ends too early.
 * `JSON.parse` says what is wrong, but not always where.
 */
export function jsonErrorAt(text: string): number {
  let at = 0;
  const space = () => {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
  };
  /** Gives back whether all was well; `at` stands at the error otherwise. */
  function value(depth: number): boolean {
    space();
    const char = text[at];
    if (depth > 512) return false;
    if (char === '"') return string();
    if (char === '{') return list('}', () => string() && space() === undefined && take(':') && value(depth + 1));
    if (char === '[') return list(']', () => value(depth + 1));
    const [token] =
      /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(text.slice(at, at + 400)) ?? [];
    if (token === undefined) return false;
    at += token.length;
    return true;
  }
  function list(close: string, item: () => boolean): boolean {
    at += 1;
    space();
    if (take(close)) return true;
    for (;;) {
      space();
      if (!item()) return false;
      space();
      if (take(close)) return true;
      if (!take(',')) return false;
    }
  }
  function string(): boolean {
    if (text[at] !== '"') return false;
    for (let next = at + 1; next < text.length; next++) {
      const char = text[next] ?? '';
      if (char === '"') {
        at = next + 1;
        return true;
      }
      const isEscape = char === '\\' && /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(text.slice(next, next + 6));
      if (char < ' ' || (char === '\\' && !isEscape)) {
        at = next;
        return false;
      }
      if (isEscape) next += 1;
    }
    at = text.length;
    return false;
  }
  function take(char: string): boolean {
    if (text[at] !== char) return false;
    at += 1;
    return true;
  }
  if (value(0)) space();
  return at;
}
