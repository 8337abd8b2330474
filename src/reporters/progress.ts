import { cutColumns } from '../lib/columns.ts';
import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import type { Screen } from './screen.ts';

/** A line at the bottom of a terminal that says how far a run is, rewritten in place. */
export interface Progress {
  caseStarted(id: string): void;
  caseEnded(id: string): void;
  /** Writes text above the line. */
  writeAbove(text: string): void;
  /** Erases the line for good. */
  stop(): void;
}

const eraseLine = '\r\u001b[2K';
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
// A run that is over sooner shows no line at all: it would only flicker.
const delay = 1000;
const interval = 100;

/** Follows a run of `total` cases. The timer does not keep the process alive. */
export function startProgress(total: number, write: (text: string) => void, screen: Screen): Progress {
  const { style, width, say } = screen;
  const running = new Set<string>();
  let done = 0;
  let elapsed = 0;
  let shown = false;

  const render = () => {
    // The oldest: results are told in order, so it is the one everything waits for.
    const [oldest] = running;
    const others = running.size > 1 ? ` and ${plural(running.size - 1, 'other')}` : '';
    const frame = frames[(elapsed / interval) % frames.length] ?? '';
    const head = `${frame} ${done}/${total} ${formatDuration(elapsed)}`;
    const rest = oldest === undefined ? '' : `  ${say(oldest)}${others}`;
    // One column stays free: a full line makes some terminals wrap.
    return style.cyan(head) + style.dim(cutColumns(rest, width - head.length - 1));
  };
  const draw = () => {
    shown = true;
    write(eraseLine + render());
  };
  const erase = () => {
    if (shown) write(eraseLine);
    shown = false;
  };
  const timer = setInterval(() => {
    elapsed += interval;
    if (elapsed >= delay) draw();
  }, interval);
  timer.unref();

  return {
    caseStarted: (id) => void running.add(id),
    caseEnded(id) {
      running.delete(id);
      done++;
    },
    writeAbove(text) {
      erase();
      write(text);
      if (elapsed >= delay) draw();
    },
    stop() {
      clearInterval(timer);
      erase();
    },
  };
}
