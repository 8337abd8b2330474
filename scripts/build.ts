/**
 * Builds `dist/`: precompiled schemas, the page of the HTML report, the command line and the library as bundles, types,
 * licences of what is inside.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { finishTypes } from './finish-types.ts';
import { precompilePage } from './precompile-page.ts';
import { precompileSchemas } from './precompile-schemas.ts';
import { quickStart } from './quick-start.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/**
 * Packages are bundled, since finding and reading hundreds of files is most of what a start costs. `openai` is one of
 * which a user may want to choose the version, and vitest is the user's own. The last is a stand-in for Nodes of long
 * ago, which a package inside asks for where a global is missing.
 */
const external = ['openai', 'vitest', 'web-streams-polyfill'];

/** The adapter for MSW makes handlers of its user's own copy; everything else brings the one it was tested with. */
const usersMsw: Plugin = {
  name: 'users-msw',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^msw$/ }, ({ importer }) =>
      importer.endsWith('/src/library/msw.ts') ? { path: 'msw', external: true } : undefined,
    ),
};

/** CommonJS packages inside the bundle ask for Node's own modules by `require`, through one function of esbuild's. */
const requireForPackages = "const require=process.getBuiltinModule?.('node:module').createRequire(import.meta.url);";

await precompileSchemas();
await precompilePage();
rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    ...{ cli: 'src/cli.ts', index: 'src/index.ts' },
    ...{ vitest: 'src/library/vitest.ts', msw: 'src/library/msw.ts' },
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  // The Node build of yaml reads an environment variable for every token; its browser build is the same parser.
  alias: { yaml: join(root, 'node_modules/yaml/browser/dist/index.js') },

  external: external.flatMap((name) => [name, `${name}/*`]),
  plugins: [usersMsw, quickStart],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  banner: { js: requireForPackages },
});
for (const file of readdirSync(dist).filter((name) => name.endsWith('.js'))) dropBanner(join(dist, file));
writeFileSync(join(dist, 'meta.json'), JSON.stringify(metafile));
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(metafile));
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
finishTypes(join(dist, 'types'), ['index.d.ts', 'library/vitest.d.ts', 'library/msw.d.ts']);

/** Only the chunk with that function needs it. */
function dropBanner(file: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('typeof require<')) writeFileSync(file, text.replace(`${requireForPackages}\n`, ''));
}

function licences({ inputs }: Metafile): string {
  const packages = new Set<string>();
  for (const input of Object.keys(inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
    if (found) packages.add(found);
  }
  return [...packages]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(name: string): string {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
  return `${name} ${version} (${license})\n\n${text}`;
}
