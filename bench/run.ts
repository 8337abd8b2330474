/** `npm run bench`: every promise of speed as a ratio to the barest program that does the same work, in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, paired } from './paired.ts';
import { writeSuites } from './suites.ts';

const cli = join(import.meta.dirname, '../dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'vertex-scenarios-bench-'));
const suites = writeSuites(folder);

const node: Command = { name: 'node -e 0', args: ['-e', '0'] };
const bare = (name: string): Command => ({ name, args: [join(import.meta.dirname, 'bare', `${name}.ts`)] });
const tool = (...args: string[]): Command => ({ name: args.join(' '), args: [cli, ...args], cwd: folder });
const runJson = (suite: string) => tool('run', suite, '--reporter', 'json', '-j', '16');

/** What is measured, against what, and how often the barest time it may take. */
const benchmarks: readonly (readonly [what: string, tool: Command, bare: Command, most: number])[] = [
  ['--version', tool('--version'), node, 1.4],
  ['--help', tool('--help'), node, 1.4],
  ['validate one file', tool('validate', join(suites.one, 'one.yaml')), node, 3],
  ["validate one file with a schema of the user's", tool('validate', join(suites.schema, 'one.yaml')), node, 5],
  ['one REST case on mocks', runJson(suites.one), node, 6],
  ['1,000 REST cases on mocks', runJson(suites.matrix), bare('msw-loop'), 2],
  ['100 streams of 200 chunks', runJson(suites.streams), bare('stream-loop'), 2],
];

let missed = 0;
try {
  for (const [what, measured, against, most] of benchmarks) {
    const { ratio, least, ms, most: worst } = paired(measured, against);
    if (ratio > most) missed += 1;
    const range = `${least.toFixed(2)}–${worst.toFixed(2)}`;
    const times = `${ms[0].toFixed(0)} ms against ${ms[1].toFixed(0)} ms of ${against.name}`;
    console.log(`${ratio > most ? '✗' : '✓'} ${what}: ${ratio.toFixed(2)} × (${range}; at most ${most}), ${times}`);
  }
  const load = paired(tool('validate', suites.files), node);
  const perFile = (load.ms[0] - load.ms[1]) / 1000;
  if (perFile > 1) missed += 1;
  console.log(`${perFile > 1 ? '✗' : '✓'} loading 1,000 files of 2 KB: ${perFile.toFixed(2)} ms each (at most 1)`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(missed === 0 ? 'all within their bounds' : `${missed} over their bounds`);
process.exitCode = missed === 0 ? 0 : 1;
