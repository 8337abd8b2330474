import { wrapAnsi } from 'fast-wrap-ansi';

/** Breaks a text into lines of at most `width` columns, between words where it can. */
export function wrapText(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(20, width), { hard: true }).split('\n');
}
