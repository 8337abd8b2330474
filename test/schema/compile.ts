import type { Json } from '../../src/model/json.ts';
import { compileAuthorSchema } from '../../src/schema/author.ts';
import type { LoadFile } from '../../src/schema/references.ts';
import { compileRequestSchema } from '../../src/schema/request.ts';

export const noFiles: LoadFile = (path) => ({ error: `there is no file ${path}` });

/** Files of a suite by their path below it; a reference beside a file is relative to that file. */
export function filesOf(files: { readonly [path: string]: Json }): LoadFile {
  return (path, from) => {
    const { pathname } = new URL(path, `file:///${from ?? 'managed/story.yaml'}`);
    const file = decodeURIComponent(pathname.slice(1));
    const value = files[file];
    return value === undefined ? { error: `there is no file ${file}` } : { file, value };
  };
}

/** What a schema of `expect` says about a value, as sentences; throws where the schema is none. */
export async function say(schema: Json, value: unknown, files: LoadFile = noFiles): Promise<string[]> {
  return (await deviate(schema, value, files)).map(({ message }) => message);
}

export async function deviate(schema: Json, value: unknown, files: LoadFile = noFiles) {
  const compiled = await compileAuthorSchema(schema, files);
  if ('problems' in compiled) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  return compiled.validate(value, 'the content');
}

/** What is wrong with a schema of `expect`. */
export async function problemsOf(schema: Json, files: LoadFile = noFiles) {
  const compiled = await compileAuthorSchema(schema, files);
  return 'problems' in compiled ? compiled.problems : [];
}

/** What a schema inside a request says about a value; throws where it cannot be compiled. */
export async function sayOfRequest(schema: Json, value: unknown): Promise<string[]> {
  const compiled = await compileRequestSchema(schema);
  if (compiled.kind !== 'compiled') throw new Error(compiled.reason);
  return compiled.validate(value, 'the arguments').map(({ message }) => message);
}
