/** What all reports together add to a run of 200 answers of 50 ms: `node bench/reporters.ts`, and part of the bench. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Paired, paired } from './paired.ts';
import { writeLiveSuites } from './suites.ts';

const cli = join(import.meta.dirname, '../dist/cli.js');
const all = ['json', 'jsonl', 'junit', 'tap', 'markdown', 'github', 'html'];

/** `suite`: that of the 200 answers; reports are written to `folder`. */
export function compareReporters(suite: string, folder: string): Paired {
  const run = (name: string, reporters: readonly string[]) => ({
    name,
    args: [cli, 'run', suite, '--live', '-j', '64', ...reporters.flatMap((each) => ['--reporter', each])],
    cwd: folder,
  });
  const files = all.map((name) => `${name}=${join(folder, `report.${name}`)}`);
  return paired(run('all reports', ['pretty', ...files]), run('one report', ['pretty']), 11);
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'vertex-scenarios-bench-'));
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(server.stdout, 'data');
    const { ratio, least, most, ms } = compareReporters(writeLiveSuites(folder, Number(port)).slow, folder);
    const times = `${ms[0].toFixed(0)} ms against ${ms[1].toFixed(0)} ms`;
    console.log(`all reports: ${ratio.toFixed(3)} × (${least.toFixed(2)}–${most.toFixed(2)}), ${times}`);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
