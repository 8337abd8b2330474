/** Start-up is part of every run: a command that needs no package loads none. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call, cli, scenario } from './a-cli.ts';

interface Metafile {
  readonly outputs: { readonly [file: string]: { readonly inputs: { readonly [file: string]: unknown } } };
}

/** Tells every module that was loaded, whoever asked for it. */
const spy = `import { registerHooks } from 'node:module';
import { appendFileSync } from 'node:fs';
registerHooks({
  load(url, context, next) {
    appendFileSync(process.env.LOADED, url + '\\n');
    return next(url, context);
  },
});
`;

/** The packages whose code a command loads, be it from the bundle or from node_modules. */
async function packagesOf(args: readonly string[]): Promise<Set<string>> {
  const folder = writeFiles({ 'spy.mjs': spy, loaded: '' });
  const around = {
    files: { 'good.yaml': scenario(), 'with-sdk.yaml': scenario().replace('[rest]', '[sdk]') },
    node: ['--import', join(folder, 'spy.mjs')],
    env: { LOADED: join(folder, 'loaded') },
  };
  const { code, err } = await call(args, around);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { outputs }: Metafile = JSON.parse(readFileSync(join(dirname(cli), 'meta.json'), 'utf8'));
  const files = readFileSync(join(folder, 'loaded'), 'utf8')
    .split('\n')
    .filter((url) => url.startsWith('file:'))
    .flatMap((url) => {
      const inBundle = outputs[`dist/${url.split('/dist/')[1]}`];
      return inBundle ? Object.keys(inBundle.inputs) : [url];
    });
  expect(files).toContain('src/cli.ts');
  return new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
}

const heavy = ['openai', 'msw', 'google-auth-library'];

test('--version and --help load no package', async () => {
  expect([...(await packagesOf(['--version']))]).toEqual([]);
  expect([...(await packagesOf(['--help']))]).toEqual([]);
});

test('validate loads neither the SDK, nor MSW, nor the credentials', async () => {
  const packages = await packagesOf(['validate']);
  expect([...packages]).toContain('yaml');
  for (const name of heavy) expect([...packages]).not.toContain(name);
});

test('neither do list, show and schema', async () => {
  for (const args of [['list'], ['show', 'good', '--as', 'curl'], ['schema', 'scenario']]) {
    const packages = await packagesOf(args);
    for (const name of heavy) expect([...packages]).not.toContain(name);
  }
});

test('a run over REST on mocks loads MSW alone of them, one over the SDK the SDK too', async () => {
  const rest = await packagesOf(['run', 'good']);
  expect(heavy.filter((name) => rest.has(name))).toEqual(['msw']);
  const sdk = await packagesOf(['run', 'with-sdk']);
  expect(heavy.filter((name) => sdk.has(name))).toEqual(['openai', 'msw']);
});
