/**
 * Makes the page of the HTML report in one piece, in `src/reporters/html/precompiled/`: its style and its script stand
 * in it, and its policy names them by their hashes, so that a browser runs nothing else. The data goes between the two
 * halves.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, '../src/reporters/html');

export async function precompilePage(): Promise<void> {
  const [script, style] = await Promise.all([bundled('main.ts'), bundled('style.css')]);
  const page = readFileSync(join(folder, 'page/page.html'), 'utf8')
    .replace('{{script-hash}}', hashOf(script))
    .replace('{{style-hash}}', hashOf(style))
    .replace('<!-- style -->', () => `<style>${style}</style>`)
    .replace('<!-- script -->', () => `<script>${script}</script>`);
  const [head, tail, ...more] = page.split(/<!-- data -->\s*/);
  if (head === undefined || tail === undefined || more.length > 0) throw new Error('page.html has one place for data');
  mkdirSync(join(folder, 'precompiled'), { recursive: true });
  writeFileSync(
    join(folder, 'precompiled/page.js'),
    `export const head = ${JSON.stringify(head)};\nexport const tail = ${JSON.stringify(tail)};\n`,
  );
  writeFileSync(
    join(folder, 'precompiled/page.d.ts'),
    'export declare const head: string;\nexport declare const tail: string;\n',
  );
}

/** As browsers of the last years take it. */
async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'page', name)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox119', 'safari16.4'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
  });
  return (outputFiles[0]?.text ?? '').trim();
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

if (import.meta.main) await precompilePage();
