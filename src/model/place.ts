import type { Path } from './json.ts';

/** Where something stands in a file that a person wrote, with all that is needed to print it. */
export interface Place {
  /** Path of the file as it is shown: relative to the working directory where it lies below it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** How many characters the caret underlines; at least 1. Never past the end of the line. */
  readonly length: number;
  /** The line itself, without its line break. */
  readonly lineText: string;
}

/**
 * Finds the place of a value by its path in a scenario as it took effect (defaults laid under it): the nearest file
 * that wrote it wins. A path that nobody wrote gives the place of its nearest written parent.
 */
export type Locate = (path: Path) => Place;
