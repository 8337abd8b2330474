import { createStyle, type Look, wantsColor } from '../lib/style.ts';
import type { Invocation, Output } from './invocation.ts';

/** How text for people is laid out and coloured on this stream. */
export function lookOf(output: Output, env: Invocation['env']): Look {
  return { style: createStyle(wantsColor(env, { isTTY: output.tty })), width: output.width };
}
