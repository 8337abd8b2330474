/** What a person may ask for while files are watched. */
export type Wish = 'quit' | 'again' | 'all' | 'failed';

const wishes: { readonly [key: string]: Wish } = { q: 'quit', '\r': 'again', '\n': 'again', a: 'all', f: 'failed' };

/** What ^C and ^D are in a terminal whose keys are read one by one. */
const interrupt = '\u0003';
const endOfInput = '\u0004';

/** Reads keys of a terminal; undefined where there is none. */
export function readKeys(wished: (wish: Wish) => void): { close(): void } | undefined {
  const { stdin } = process;
  if (!stdin.isTTY) return undefined;
  const read = (keys: string) => {
    for (const key of keys) {
      const wish = Object.hasOwn(wishes, key) ? wishes[key] : undefined;
      // As the terminal itself would do it.
      if (key === interrupt) process.kill(process.pid, 'SIGINT');
      else if (key === endOfInput) wished('quit');
      else if (wish) wished(wish);
    }
  };
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', read);
  return {
    close() {
      stdin.removeListener('data', read);
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
