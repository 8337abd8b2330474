/** What somebody gets who installs the package. */
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aConsumer, aFolder, diskUse, pack, runIn, write } from './a-consumer.ts';

const root = join(import.meta.dirname, '../..');
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};
vi.setConfig({ testTimeout: 240_000 });

function emptyFolder(): string {
  const folder = aFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('an empty project gets few packages and little of a disk, and everything works in it', async () => {
  const folder = emptyFolder();
  write(folder, { 'package.json': '{ "name": "empty", "private": true, "type": "module" }' });
  const npm = ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', pack(folder)];
  const installed = await runIn(folder, npm);
  expect(installed, installed.out).toMatchObject({ code: 0 });

  const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8')) as {
    readonly packages: object;
  };
  const packages = Object.keys(lock.packages).length;
  const mebibytes = diskUse(join(folder, 'node_modules')) / 2 ** 20;
  expect(packages).toBeLessThanOrEqual(100);
  expect(mebibytes).toBeLessThanOrEqual(45);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, said = '', size = ''] = /installs (\d+) packages and (\d+) MiB/.exec(readme) ?? [];
  expect({ packages: Number(said) }).toEqual({ packages });
  expect(Math.abs(Number(size) - mebibytes)).toBeLessThan(3);

  const cli = join('node_modules', '.bin', 'vertex-scenarios');
  expect(await runIn(folder, [cli, '--version'])).toEqual({ code: 0, out: `${own.version}\n` });
  const shipped = 'node_modules/vertex-scenarios/scenarios';
  const ran = await runIn(folder, [cli, 'run', '--no-bundle', shipped, '--tag', 'smoke']);
  expect(ran, ran.out).toMatchObject({ code: 0 });
  expect(ran.out).toContain('passed');
  const script = `
import schema from 'vertex-scenarios/schemas/scenario.schema.json' with { type: 'json' };
import { checkResponse, load, run } from 'vertex-scenarios';
const { verdict } = await run(await load(${JSON.stringify(`${shipped}/tools`)}));
console.log(schema.type, verdict, typeof checkResponse);`;
  expect(await runIn(folder, [process.execPath, '--input-type=module', '-e', script])).toEqual({
    code: 0,
    out: 'object passed function\n',
  });
});

test('what is installed is what is imported, and nothing else', () => {
  const meta = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8')) as {
    readonly outputs: Readonly<Record<string, { readonly imports: readonly { path: string; external?: true }[] }>>;
  };
  const imported = Object.values(meta.outputs)
    .flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path))
    .filter((path) => !isBuiltin(path) && !path.startsWith('web-streams-polyfill'))
    .map((path) => path.split('/')[0]);
  expect([...new Set(imported)].sort()).toEqual(
    [...Object.keys(own.dependencies), ...Object.keys(own.peerDependencies)].sort(),
  );
});

test('publint finds nothing', async () => {
  const folder = aConsumer({});
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { messages } = await publint({ pkgDir: join(folder, 'node_modules/vertex-scenarios'), pack: false });
  expect(messages).toEqual([]);
});

test('the types of every entry are found, by attw', async () => {
  const folder = emptyFolder();
  const attw = join(root, 'node_modules/.bin/attw');
  const schemas = ['--exclude-entrypoints', 'schemas/*'];
  const { code, out } = await runIn(folder, [attw, pack(folder), '--profile', 'esm-only', '--no-emoji', ...schemas]);
  expect(code, out).toBe(0);
  for (const entry of ['', '/vitest', '/msw']) {
    expect(out).toContain(`"vertex-scenarios${entry}"\n\nnode16 (from ESM): OK (ESM)\nbundler: OK \n`);
  }
});

test('a strict program that uses every entry compiles, with the types of the package checked too', async () => {
  const folder = aConsumer({
    'program.ts': `import { type CheckResponseOptions, checkResponse, load, mockFetch, openBundle, run } from 'vertex-scenarios';
import { type HandlersOptions, handlers } from 'vertex-scenarios/msw';
import { type ScenariosOptions, scenarios, scenariosPlugin } from 'vertex-scenarios/vitest';
import { setupServer } from 'msw/node';
import OpenAI from 'openai';
import { defineConfig } from 'vitest/config';

const checking: CheckResponseOptions = { profile: 'openai', rules: { 'finish-known': 'off' } };
const mocking: HandlersOptions = { tag: 'smoke', onUnmatched: (told: string) => console.log(told) };
const testing: ScenariosOptions = { backend: 'replay', concurrent: true };
setupServer(...(await handlers('scenarios', mocking)));
await scenarios(new URL('scenarios', import.meta.url), testing);
export default defineConfig({ plugins: [scenariosPlugin()] });
const { verdict, groups } = await run(await load());
const line: number | undefined = groups[0]?.cases[0]?.findings[0]?.place.line;
const client = new OpenAI({ apiKey: 'x', fetch: await mockFetch('scenarios') });
const params = { model: 'x', messages: [{ role: 'user' as const, content: 'x' }] };
const checked = await checkResponse(params, await client.chat.completions.create(params).asResponse(), checking);
const stored = (await openBundle('x')).cases[0]?.exchanges()?.[0]?.outcome.kind;
console.log(verdict, line, checked.findings[0]?.from, stored);
`,
    'wrong.ts': `import { checkResponse } from 'vertex-scenarios';
await checkResponse({}, new Response(), { profile: 'gemeni' });
`,
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        ...{ target: 'es2024', lib: ['es2024', 'dom', 'dom.iterable'], module: 'nodenext', types: ['node'] },
        ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true },
      },
      files: ['program.ts'],
    }),
    'declarations.json': JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: { skipLibCheck: false },
      files: ['declarations.ts'],
    }),
    'declarations.ts': "import 'vertex-scenarios';\n",
  });
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'dir');
  const tsc = [process.execPath, join(root, 'node_modules/typescript/bin/tsc')];
  expect(await runIn(folder, tsc)).toEqual({ code: 0, out: '' });
  expect(await runIn(folder, [...tsc, '-p', 'declarations.json'])).toEqual({ code: 0, out: '' });
  write(folder, { 'program.ts': readFileSync(join(folder, 'wrong.ts'), 'utf8') });
  expect((await runIn(folder, tsc)).out).toContain('"gemeni"');
});
