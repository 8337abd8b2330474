import measure from 'fast-string-truncated-width';

/** How many columns of a terminal a text takes: CJK and emoji take two, marks and colours none. */
export function textWidth(text: string): number {
  return measure(text).width;
}

/** The text, filled with spaces up to a width in columns. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** The text, cut to a width in columns; a cut one ends in `…`. */
export function cutColumns(text: string, width: number): string {
  const { index, ellipsed } = measure(text, { limit: width, ellipsis: '…', ellipsisWidth: 1 });
  return text.slice(0, index) + (ellipsed ? '…' : '');
}
