import { escapeControls } from '../lib/escape.ts';
import { createStyle, type Look } from '../lib/style.ts';
import type { GroupVerdict } from '../model/run.ts';

/** What the parts of the terminal report are rendered with. */
export interface Screen extends Look {
  /** Makes a text fit to be shown: control characters written out. For every text that comes from outside. */
  say(text: string): string;
}

export function createScreen({ style, width }: Look): Screen {
  return { style, width, say: escapeControls };
}

/** For text in files of other formats: without colour, in lines of 100 columns. */
export const plainScreen: Screen = createScreen({ style: createStyle(false), width: 100 });

/** The sign of a verdict, in its colour; verdicts are told apart without colour too. */
export function verdictSign(verdict: GroupVerdict, { style }: Look): string {
  switch (verdict) {
    case 'passed':
      return style.green('✓');
    case 'flaky':
      return style.yellow('~');
    case 'failed':
      return style.red('✗');
    case 'undecided':
      return style.yellow('?');
    case 'skipped':
      return style.dim('-');
  }
}
