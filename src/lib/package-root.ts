import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, from the bundle as from the sources: the nearest one upwards with a package.json. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
