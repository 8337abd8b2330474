import { writeFile } from 'node:fs';

/**
 * Appends to two files, one write at a time and none of them waited for: what comes while one is on its way is the next
 * one. Each begins at once, so that a process that is killed has lost what came in its last moment and no more.
 */
export interface Appender {
  /** `first` is in its file before `then` is in its own. */
  append(first: Line | undefined, then: Line): void;
  /** When all is written, or something could not be. */
  done(): Promise<void>;
  /** What could not be written. Nothing is written after it. */
  readonly failure: unknown;
}

export interface Line {
  readonly handle: number;
  readonly bytes: Buffer;
}

export function createAppender(): Appender {
  let firsts: Line[] = [];
  let thens: Line[] = [];
  let failure: unknown;
  let isWriting = false;
  let written = () => {};

  const next = () => {
    if (failure !== undefined || thens.length === 0) {
      isWriting = false;
      written();
      return;
    }
    isWriting = true;
    const batch = thens;
    write(firsts, () => write(batch, next));
    firsts = [];
    thens = [];
  };

  const write = (lines: readonly Line[], done: () => void) => {
    const [line] = lines;
    if (!line || failure !== undefined) return done();
    const bytes = lines.length === 1 ? line.bytes : Buffer.concat(lines.map((each) => each.bytes));
    writeFile(line.handle, bytes, (error) => {
      if (error) failure ??= error;
      done();
    });
  };

  return {
    append(first, then) {
      if (failure !== undefined) return;
      if (first) firsts.push(first);
      thens.push(then);
      if (!isWriting) next();
    },
    async done() {
      if (!isWriting) return;
      await new Promise<void>((resolve) => {
        written = resolve;
      });
    },
    get failure() {
      return failure;
    },
  };
}
