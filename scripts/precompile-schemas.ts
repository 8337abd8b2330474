/**
 * Compiles every JSON Schema of `schemas/` to a stand-alone validator in `src/schema/precompiled/`: compiling one at
 * start-up costs as much as starting Node itself, loading a finished one costs a tenth of that.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { transform, build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/schema/precompiled');

export async function precompileSchemas(): Promise<void> {
  const ajv = new Ajv2020({ strict: true, allErrors: true, code: { source: true, esm: true, lines: true } });
  addFormats.default(ajv);
  const names: string[] = [];
  for (const file of globSync('schemas/**/*.schema.json', { cwd: root }).sort()) {
    const name = basename(file, '.schema.json');
    ajv.addSchema(JSON.parse(readFileSync(join(root, file), 'utf8')), name);
    names.push(name);
  }
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of names) {
    const validate = ajv.getSchema(name);
    if (!validate) throw new Error(`schema ${name} was added but cannot be compiled`);
    // The generated code requires a few helpers of ajv: bundled in, so that the validator stands alone.
    const bundled = await build({
      stdin: { contents: standaloneCode.default(ajv, validate), resolveDir: root, loader: 'js' },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node22',
    });
    const text = bundled.outputFiles[0]?.text ?? '';
    const { code } = await transform(text, { minifyWhitespace: true, target: 'node22' });
    writeFileSync(join(target, `${name}.js`), code);
    writeFileSync(
      join(target, `${name}.d.ts`),
      "import type { ValidateFunction } from 'ajv';\nexport declare const validate: ValidateFunction;\n",
    );
  }
}

if (import.meta.main) await precompileSchemas();
