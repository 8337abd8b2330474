import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { cli } from '../../commands/a-cli.ts';
import type { Files } from '../../scenarios/a-suite.ts';

export interface Written {
  readonly file: string;
  readonly text: string;
  /** The folder of the suite, in which the run is kept. */
  readonly folder: string;
}

/** The page that the built command writes about a run of these files; both are removed after the tests of the file. */
export function writePage(files: Files, ...more: readonly string[]): Written {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  callIn(folder, ['run', '--reporter', 'html=page.html', ...more]);
  const file = join(folder, 'page.html');
  return { file, text: readFileSync(file, 'utf8'), folder };
}

/** Runs the built command; throws where it did not come to an end of its own. */
export function callIn(folder: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, env: {}, encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`);
}
