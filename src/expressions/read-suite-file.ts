import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fromPointer, valueAt } from '../lib/json-pointer.ts';
import { parseJson } from '../lib/parse-json.ts';
import { readYaml } from '../lib/yaml.ts';
import type { Json } from '../model/json.ts';
import type { FileFunction } from './parse.ts';

/** Reads a file of the suite; `from` is the absolute path of the file that names it. */
export type FileReader = (
  as: FileFunction,
  path: string,
  pointer: string,
  from: string,
) => { readonly value: Json } | { readonly wrong: string };

/** Bytes a file may have that an expression takes in: images and sounds are sent as text that is a third longer. */
const mostBytes = 20 * 1024 * 1024;

/**
 * The functions `file`, `base64`, `json` and `yaml`: the content of a file inside the suite's folder, with `/` at the
 * start of the path meaning the suite. What is read is not evaluated again, so files cannot include one another in a
 * circle. Each file is read once.
 */
export function createFileReader(root: string): FileReader {
  const contents = new Map<string, { readonly value: Json } | { readonly wrong: string }>();
  return (as, path, pointer, from) => {
    const file = suiteFile(root, path, from);
    const key = `${as} ${file}`;
    const content = contents.get(key) ?? read(as, file, path, root);
    contents.set(key, content);
    if ('wrong' in content || pointer === '') return content;
    const found = valueAt(content.value, fromPointer(pointer)) as Json | undefined;
    return found === undefined ? { wrong: `${path} has nothing at ${pointer}` } : { value: found };
  };
}

/** The absolute path of a file that is named in another one, `from`. */
export function suiteFile(root: string, path: string, from: string): string {
  return path.startsWith('/') ? join(root, path) : join(dirname(from), path);
}

function read(as: FileFunction, file: string, path: string, root: string): { value: Json } | { wrong: string } {
  let bytes: Buffer;
  try {
    const real = realpathSync(file);
    const below = relative(realpathSync(root), real);
    if (below.split(/[\\/]/)[0] === '..' || isAbsolute(below))
      return { wrong: `${path} lies outside the suite's folder` };
    const stat = statSync(real);
    if (!stat.isFile()) return { wrong: `${path} is no file` };
    if (stat.size > mostBytes) return { wrong: `${path} is larger than ${mostBytes / 1024 / 1024} MiB` };
    bytes = readFileSync(real);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { wrong: missing ? `there is no file ${path}` : `${path} cannot be read: ${reason(error)}` };
  }
  if (as === 'base64') return { value: bytes.toString('base64') };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return as === 'file' ? { value: text } : parse(as, text, file, path);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { wrong: `${path} is not text in UTF-8; base64('${path}') reads any file` };
  }
}

function parse(as: 'json' | 'yaml', text: string, file: string, path: string): { value: Json } | { wrong: string } {
  if (as === 'json') {
    const parsed = parseJson(text);
    return 'value' in parsed ? parsed : { wrong: `${path} is no JSON: ${parsed.wrong}` };
  }
  const { source, diagnostics } = readYaml(file, path, text);
  const [first] = diagnostics;
  if (source && !first) return { value: source.value };
  return { wrong: first ? `${path}, line ${first.place?.line ?? 1}: ${first.message}` : `${path} is no YAML` };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
