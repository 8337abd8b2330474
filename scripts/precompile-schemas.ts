/**
 * Compiles every JSON Schema of `schemas/` to a stand-alone validator in `src/schema/precompiled/`: compiling one at
 * start-up costs as much as starting Node itself, loading a finished one costs a tenth of that. `table.js` lists them
 * as dynamic imports.
 */
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';

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
  for (const file of files) ajv.addSchema(JSON.parse(readFileSync(join(root, file), 'utf8')), file);
  mkdirSync(target, { recursive: true });
  await Promise.all(files.map((file) => writeValidator(ajv, file)));
  const names = files.map(nameOf);
  writeTable(names);
  const made = new Set(['table', ...names].flatMap((name) => [`${name}.js`, `${name}.d.ts`]));
  for (const file of readdirSync(target)) if (!made.has(file)) rmSync(join(target, file));
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
