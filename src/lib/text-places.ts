import type { Place } from '../model/place.ts';

/** Makes the place of a piece of a text from its offsets (UTF-16 units; the end is not part of it). */
export type PlaceAt = (start: number, end?: number) => Place;

/**
 * Places in one text. `shown` is the file's path as it is printed. Where lines start is found out once, when the first
 * place is asked for: most files are never asked.
 */
export function textPlaces(shown: string, text: string): PlaceAt {
  let starts: readonly number[] | undefined;
  return (start, end = start) => {
    starts ??= lineStarts(text);
    const line = lineOf(starts, start);
    const lineStart = starts[line] ?? 0;
    const lineText = text.slice(lineStart, lineEnd(text, starts[line + 1]));
    const column = Math.min(start - lineStart, lineText.length);
    const length = Math.max(1, Math.min(end - start, lineText.length - column));
    return { file: shown, line: line + 1, column: column + 1, length, lineText };
  };
}

/** The place of a file as a whole, where its text is not known: an empty first line. */
export function filePlace(shown: string): Place {
  return { file: shown, line: 1, column: 1, length: 1, lineText: '' };
}

/** Where a line ends, without its break, by where the next one starts. A line may be a megabyte: it is not searched. */
function lineEnd(text: string, next: number | undefined): number {
  if (next === undefined) return text.length;
  return text[next - 2] === '\r' ? next - 2 : next - 1;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
