import { posix, relative, sep } from 'node:path';
import type { Json } from '../model/json.ts';
import type { LoadFile } from '../schema/references.ts';

/** Reads a file of the suite as JSON or YAML; `path` is relative to `from`, or to the suite where it begins with `/`. */
export type ReadSuiteFile = (
  as: 'json' | 'yaml',
  path: string,
  pointer: string,
  from: string,
) => { readonly value: Json } | { readonly wrong: string };

/**
 * How a `$ref` in `expect` reaches files: relative to the file it stands in, inside the suite's folder. `root` and
 * `scenarioFile` are absolute; files are named by their path below the suite.
 */
export function suiteSchemas(read: ReadSuiteFile, root: string, scenarioFile: string): LoadFile {
  // Asked of every case, and most refer to no file.
  const scenario = () => relative(root, scenarioFile).split(sep).join('/');
  return (path, from) => {
    const file = path.startsWith('/')
      ? posix.normalize(path.slice(1))
      : posix.join(posix.dirname(from ?? scenario()), path);
    if (file === '..' || file.startsWith('../')) return { error: `${path} lies outside the suite's folder` };
    const found = read(/\.ya?ml$/.test(file) ? 'yaml' : 'json', `/${file}`, '', scenarioFile);
    return 'wrong' in found ? { error: found.wrong } : { file, value: found.value };
  };
}
