import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Files } from '../scenarios/a-suite.ts';

const root = join(import.meta.dirname, '../..');

/** Packs what `npm test` built into `folder`, as it would be published; gives the path of the tarball. */
export function pack(folder: string): string {
  const out = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    env: quiet(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const packed: unknown = JSON.parse(out);
  const [{ filename }] = (Array.isArray(packed) ? packed : Object.values(packed as object)) as [{ filename: string }];
  return join(folder, filename);
}

/** An empty folder of its own. Whoever makes one removes it. */
export function aFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'consumer-')));
}

/**
 * Somebody else's project: the packed package unpacked into it, and those it is used with as they are installed here,
 * so that no registry is asked.
 */
export function aConsumer(files: Files): string {
  const folder = aFolder();
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'vertex-scenarios'), { recursive: true });
  execFileSync('tar', ['xzf', pack(folder), '-C', join(modules, 'vertex-scenarios'), '--strip-components', '1']);
  for (const name of ['openai', 'msw', 'vitest', 'vite']) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'dir');
  }
  write(folder, { 'package.json': '{ "name": "consumer", "private": true, "type": "module" }', ...files });
  return folder;
}

export function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Bytes that a folder takes on a disk, in blocks of 4 KiB: what `du` says. */
export function diskUse(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    lstatSync(join(folder, path)),
  );
  return entries.reduce((sum, { size }) => sum + Math.ceil(size / 4096) * 4096, 0);
}

export interface Ended {
  readonly code: number | null;
  /** Both streams, in the order in which they came. */
  readonly out: string;
}

/** Runs a program to its end, without what the test runner around it says to programs. */
export async function runIn(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = start(cwd, args, env);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      out += bytes;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, out };
}

export function start(cwd: string, [command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(command, args, { cwd, env: { ...quiet(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The environment without what vitest, npm and CI engines put there. */
function quiet(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|npm_|GITHUB_|TEST$|NODE_ENV$|CI$)/.test(name),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: '1', npm_config_update_notifier: 'false' };
}
