/**
 * Compiles every JSON Schema of `schemas/` to a stand-alone validator in `src/schema/precompiled/`: compiling one at
 * start-up costs as much as starting Node itself, loading a finished one costs a tenth of that. `table.js` lists them
 * as dynamic imports.
 */
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { isObject } from '../src/lib/is-object.ts';
import { fromPointer, valueAt } from '../src/lib/json-pointer.ts';
import type { Json, JsonObject } from '../src/model/json.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/schema/precompiled');

export async function precompileSchemas(): Promise<void> {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    // Errors carry the schema that was not met: its title and its keys are what an author is told.
    verbose: true,
    code: { source: true, esm: true, lines: true },
  });
  addFormats.default(ajv);
  // Known to ajv by their paths, so that schemas refer to each other as files do.
  const files = globSync('schemas/**/*.schema.json', { cwd: root }).sort();
  const schemas = new Map<string, JsonObject>(
    files.map((file) => [file, JSON.parse(readFileSync(join(root, file), 'utf8'))]),
  );
  for (const [file, schema] of schemas) {
    ajv.addSchema(file.startsWith('schemas/profiles/') ? inlined(schema, file, schemas) : schema, file);
  }
  mkdirSync(target, { recursive: true });
  await Promise.all(files.map((file) => writeValidator(ajv, file)));
  const names = files.map(nameOf);
  writeTable(names);
  const made = new Set(['table', ...names].flatMap((name) => [`${name}.js`, `${name}.d.ts`]));
  for (const file of readdirSync(target)) if (!made.has(file)) rmSync(join(target, file));
}

/**
 * The schema with what it refers to in the place of each reference. Every chunk of every stream is validated: a call
 * per reference, each with the place it is at, took half of that time. Profiles refer to nothing that refers to itself.
 */
function inlined(schema: JsonObject, file: string, schemas: ReadonlyMap<string, JsonObject>): JsonObject {
  const inside = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(inside);
    return isObject(value) ? inlined(value, file, schemas) : value;
  };
  const { $ref, ...rest } = schema;
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inside(value)]));
  if (typeof $ref !== 'string') return own;
  const [path = '', pointer = ''] = $ref.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  const found = valueAt(schemas.get(target), fromPointer(pointer));
  if (!isObject(found)) throw new Error(`${file} refers to ${$ref}, which is nothing`);
  return { ...inlined(found as JsonObject, target, schemas), ...own };
}

const nameOf = (file: string) => basename(file, '.schema.json');

async function writeValidator(ajv: Ajv2020, file: string): Promise<void> {
  const name = nameOf(file);
  const validate = ajv.getSchema(file);
  if (!validate) throw new Error(`${file} was added but cannot be compiled`);
  // The generated code requires a few helpers of ajv: bundled in, so that the validator stands alone.
  const bundled = await build({
    stdin: { contents: standaloneCode.default(ajv, validate), resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minifyWhitespace: true,
  });
  writeFileSync(join(target, `${name}.js`), bundled.outputFiles[0]?.text ?? '');
  writeFileSync(
    join(target, `${name}.d.ts`),
    "import type { ValidateFunction } from 'ajv';\nexport declare const validate: ValidateFunction;\n",
  );
}

/** One line per schema, so that a bundler finds every import. */
function writeTable(names: readonly string[]): void {
  const rows = (row: (name: string) => string) => names.map((name) => `  '${name}': ${row(name)},\n`).join('');
  const loader = "() => Promise<{ readonly validate: import('ajv').ValidateFunction }>";
  writeFileSync(
    join(target, 'table.js'),
    `export const loaders = {\n${rows((name) => `() => import('./${name}.js')`)}};\n`,
  );
  writeFileSync(
    join(target, 'table.d.ts'),
    `export declare const loaders: {\n${rows(() => loader).replaceAll(',\n', ';\n')}};\n`,
  );
}

if (import.meta.main) await precompileSchemas();
