import { isAbsolute, relative, sep } from 'node:path';

/** A path as it is printed: relative to the working directory where it lies below it, with `/` on every machine. */
export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  const below = path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return (below ? path : path === '' ? '.' : file).replaceAll(sep, '/');
}
