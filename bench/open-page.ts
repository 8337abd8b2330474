/** How long a browser takes to open the HTML report of 1,000 cases, half of which failed: `node bench/open-page.ts`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { median } from './paired.ts';

const cli = join(import.meta.dirname, '../dist/cli.js');

export interface PageOpened {
  /** Median milliseconds until everything that is seen at first was drawn. */
  readonly ms: number;
  readonly bytes: number;
}

/** `folder`: where the suite and the report are written. */
export async function openPage(folder: string, times = 7): Promise<PageOpened> {
  const suite = join(folder, 'page');
  const file = join(folder, 'page.html');
  writeSuite(suite);
  const { status } = spawnSync(process.execPath, [cli, 'run', suite, '--reporter', `html=${file}`], { cwd: folder });
  if (status !== 1) throw new Error(`the run ended with ${status}`);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const all: number[] = [];
    for (let time = 0; time < times; time++) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(pathToFileURL(file).href);
      // The second frame begins when the first one has been drawn.
      all.push(
        await page.evaluate(
          () =>
            new Promise<number>((resolve) =>
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
            ),
        ),
      );
      await page.close();
    }
    return { ms: median(all), bytes: statSync(file).size };
  } finally {
    await browser.close();
  }
}

function writeSuite(suite: string): void {
  mkdirSync(suite);
  const rows = (from: number) => Array.from({ length: 250 }, (_, index) => from + index).join(', ');
  const request = 'request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: Why }], stream: true }';
  const scenario = (name: string, from: number, rest: string) =>
    writeFileSync(
      join(suite, `${name}.yaml`),
      `version: 1\ntitle: Many\nmatrix: { n: [${rows(from)}] }\n${request}\n${rest}`,
    );
  const content = 'a story that goes on '.repeat(40);
  writeFileSync(
    join(suite, 'suite.yaml'),
    'version: 1\nendpoints: { managed: { kind: managed, project: p, location: global } }\n',
  );
  scenario('fine', 0, `mock: { content: ${content} }\n`);
  scenario('wrong', 250, `expect: { content: other }\nmock: { content: ${content}, pieces: 40 }\n`);
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'vertex-scenarios-bench-'));
  try {
    const { ms, bytes } = await openPage(folder);
    console.log(`${(bytes / 1e6).toFixed(2)} MB, opened in ${ms.toFixed(0)} ms`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
