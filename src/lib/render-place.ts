import type { Place } from '../model/place.ts';
import { textWidth } from './columns.ts';
import { escapeControls } from './escape.ts';
import type { Look } from './style.ts';

/**
 * The picture of a place: `file:line:column`, then the line itself with its number, then a caret under the text that
 * is meant. A line that does not fit is cut around the caret.
 */
export function renderPlace(place: Place, look: Look, mark: (text: string) => string): string[] {
  const { style, width } = look;
  const number = String(place.line);
  const { text, indent, length } = picture(place, width - number.length - 3);
  return [
    style.cyan(`${escapeControls(place.file)}:${place.line}:${place.column}`),
    `${style.dim(`${number} │`)} ${text}`.trimEnd(),
    `${style.dim(`${' '.repeat(number.length)} │`)} ${' '.repeat(indent)}${mark('^'.repeat(length))}`,
  ];
}

/** The part of a line that is shown, how far right of its start the caret stands, and how many columns it underlines. */
interface Picture {
  readonly text: string;
  readonly indent: number;
  readonly length: number;
}

function picture(place: Place, width: number): Picture {
  // Room for one `…` at either end, and never less than what can still be read.
  const room = Math.max(20, width) - 2;
  const { cells, first, last } = cellsAround(place, room);
  // What is underlined comes first, from its start; then as much as fits on both sides of it.
  let from = first;
  let to = first;
  let used = 0;
  const take = (cell: Cell | undefined): boolean => {
    if (cell === undefined || used + cell.width > room) return false;
    used += cell.width;
    return true;
  };
  while (to < last && take(cells[to])) to++;
  const length = Math.max(1, used);
  for (let left = true, right = true; left || right; ) {
    left = take(cells[from - 1]);
    if (left) from--;
    right = take(cells[to]);
    if (right) to++;
  }
  const shown = cells.slice(from, to);
  const start = shown[0]?.start ?? 0;
  const end = shown.at(-1)?.end ?? 0;
  const text =
    (start > 0 ? '…' : '') + shown.map((cell) => cell.text).join('') + (end < place.lineText.length ? '…' : '');
  const before = cells.slice(from, first).reduce((sum, cell) => sum + cell.width, 0);
  return { text, indent: before + (start > 0 ? 1 : 0), length };
}

/** One character as a person sees it (a grapheme), with its place in the line and the columns it takes. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

/** The characters around the caret, and which of them it underlines. Only those that can be shown: a line may be a megabyte. */
function cellsAround(place: Place, room: number): { cells: Cell[]; first: number; last: number } {
  const line = place.lineText;
  const caret = Math.min(place.column - 1, line.length);
  const until = Math.min(caret + place.length, line.length);
  const offset = Math.max(0, caret - 2 * room);
  const cells: Cell[] = [];
  let column = 0;
  let first = 0;
  let last = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(line.slice(offset, caret + 2 * room))) {
    const text = segment === '\t' ? ' '.repeat(4 - (column % 4)) : escapeControls(segment);
    const cell = { text, width: textWidth(text), start: offset + index, end: offset + index + segment.length };
    cells.push(cell);
    column += cell.width;
    if (cell.end <= caret) first = cells.length;
    if (cell.start < until) last = cells.length;
  }
  return { cells, first, last };
}
