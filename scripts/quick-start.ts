import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

const src = join(import.meta.dirname, '../src');

/** What stays a chunk of its own: it brings a large package with it, or most runs have no use for it. */
const apart = [
  /^commands\/(main|help|serve|init|ask-for-init|import|watch)\b/,
  /^(mock|endpoints|imports|schema|library)\//,
  /^run\/answer-live/,
  /^transports\/sdk/,
  /^reporters\/html/,
];

const dynamicImport = /\bimport\('(\.[^']+\.ts)'\)/g;
const builtinImport = /^import (?!type)\{([^}]*)\} from '(node:[a-z_/]+)';/gm;

/**
 * What makes a start quick, done to the code when it is bundled.
 *
 * - Modules of Node are taken as they are. An `import` of one makes a list of all it exports, for which everything in it
 *   is loaded that would otherwise wait for its first use: 6 ms for node:fs, as much for node:util.
 * - What commands load on demand goes into one chunk. The source loads it piece by piece, which says what needs what;
 *   but to find, read and link a file costs half a millisecond, and esbuild makes a chunk of whatever two pieces share:
 *   a run took fifty. So `import('./a.ts')` becomes the part of that chunk that is `./a.ts`.
 */
export const quickStart: Plugin = {
  name: 'quick-start',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      if (!path.startsWith(src)) return undefined;
      const contents = readFileSync(path, 'utf8')
        .replace(builtinImport, (_, names: string, from: string) => {
          const values = names.split(',').filter((name) => name.trim() !== '' && !name.trim().startsWith('type '));
          return `const {${values.join(',').replaceAll(' as ', ': ')}} = process.getBuiltinModule('${from}');`;
        })
        .replace(dynamicImport, (call, to: string) => {
          const file = relative(src, join(dirname(path), to));
          return isApart(file) ? call : `import('together:').then((all) => all.${nameOf(file)})`;
        });
      return { contents, resolveDir: dirname(path), loader: 'ts' };
    });
    onResolve({ filter: /^together:/ }, ({ path }) => ({ path, namespace: 'together' }));
    onLoad({ filter: /.*/, namespace: 'together' }, () => ({
      contents: targets()
        .map((file) => `export * as ${nameOf(file)} from './${file}';\n`)
        .join(''),
      resolveDir: src,
      loader: 'ts',
    }));
    // In packages: their names are known when the code runs.
    onResolve({ filter: /^[a-z_:]+(\/[a-z]+)?$/ }, ({ path, kind }) =>
      isBuiltin(path) && kind === 'import-statement'
        ? { path: path.replace(/^(node:)?/, 'node:'), namespace: 'builtin' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}')`,
    }));
  },
};

/** All that is loaded on demand and goes together, by its path in `src`. */
function targets(): string[] {
  const found = new Set<string>();
  for (const file of globSync('**/*.ts', { cwd: src })) {
    for (const [, to = ''] of readFileSync(join(src, file), 'utf8').matchAll(dynamicImport)) {
      found.add(join(dirname(file), to));
    }
  }
  return [...found].filter((file) => !isApart(file)).sort();
}

const isApart = (file: string) => apart.some((pattern) => pattern.test(file));
const nameOf = (file: string) => file.replace(/\W/g, '_');
