/** How a text looks on a terminal. Each function gives back its text unchanged where colour is off; do not nest them. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** What whoever renders text for people needs to know of the terminal. */
export interface Look {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The styles by ANSI escapes (ECMA-48 SGR), or plain text. `node:util` has them too, but costs start-up time. */
export function createStyle(color: boolean): Style {
  const style = (open: number, close: number) => (text: string) =>
    color && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    cyan: style(36, 39),
  };
}

/**
 * Is colour wanted on this stream? As Node decides it: `FORCE_COLOR` before `NO_COLOR` (https://no-color.org: any
 * value but an empty one) before whether a person looks at it.
 */
export function wantsColor(
  env: { readonly [name: string]: string | undefined },
  stream: { readonly isTTY?: boolean | undefined },
): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env['NO_COLOR']) return false;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
