import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fromPointer } from '../lib/json-pointer.ts';
import { readYaml } from '../lib/yaml.ts';
import type { Json } from '../model/json.ts';
import type { FileFunction } from './parse.ts';

/**
 * The functions `file`, `base64`, `json` and `yaml`: the content of a file inside the suite's folder. What is read is
 * not evaluated again, so files cannot include one another in a circle. Each file is read once.
 */
export function createFileReader(root: string) {
  const contents = new Map<string, Json>();
  return (as: FileFunction, path: string, pointer: string, from: string): { value: Json } | { wrong: string } => {
    const file = path.startsWith('/') ? join(root, path) : join(dirname(from), path);
    try {
      const real = realpathSync(file);
      const below = relative(realpathSync(root), real);
      if (below.startsWith(`..${sep}`) || below === '..') return { wrong: `${path} lies outside the suite's folder` };
      const key = `${as} ${real}`;
      if (!contents.has(key)) contents.set(key, read(as, real, path));
      const whole = contents.get(key) as Json;
      if (pointer === '') return { value: whole };
      const found = at(whole, pointer);
      return found === undefined ? { wrong: `${path} has nothing at ${pointer}` } : { value: found };
    } catch (error) {
      return { wrong: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
    }
  };
}

function read(as: FileFunction, file: string, shown: string): Json {
  const bytes = readFileSync(file);
  if (as === 'base64') return bytes.toString('base64');
  const text = bytes.toString('utf8');
  if (as === 'file') return text;
  if (as === 'json') return JSON.parse(text) as Json;
  const { source, diagnostics } = readYaml(file, shown, text);
  const [first] = diagnostics;
  if (!source || first) throw new Error(first ? `line ${first.place?.line ?? 1}: ${first.message}` : 'it is no YAML');
  return source.value;
}

function at(value: Json, pointer: string): Json | undefined {
  let found: Json = value;
  for (const step of fromPointer(pointer)) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, step)) return undefined;
    found = (found as { readonly [key: string]: Json })[step] as Json;
  }
  return found;
}
