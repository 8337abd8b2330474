/** `npm run bench`: every promise of speed as a ratio to the barest program that does the same work, in the same run. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPage } from './open-page.ts';
import { type Command, median, paired } from './paired.ts';
import { compareReporters } from './reporters.ts';
import { writeLiveSuites, writeSuites } from './suites.ts';

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
  bound('loading 1,000 files of 2 KB, ms each', (load.ms[0] - load.ms[1]) / 1000, 1);

  const chunks = measure('chunks.ts', [suites.streams]);
  const other = Number(measure('chunks.ts', [suites.streams, '2000', 'differs'])['ours']).toFixed(2);
  const beside = `${Number(chunks['microseconds']).toFixed(1)} µs; the stream of the OpenAI SDK: ${Number(chunks['sdk']).toFixed(2)} ×; where more than the text of a chunk changes: ${other} ×`;
  bound('a chunk against a loop by hand', Number(chunks['ours']), 1.6, beside);

  const few = growth(suites.matrix);
  const some = growth(suites.rows5000);
  const many = growth(suites.rows20000);
  const early = (some.ms - few.ms) / 4000;
  const late = (many.ms - some.ms) / 15_000;
  bound('a case from 5,000 to 20,000 against one from 1,000 to 5,000', late / early, 1.25, `${late.toFixed(2)} ms`);
  bound('live heap for 1,000 more cases, MiB', (many.peak - some.peak) / 15 / 2 ** 20, 6);

  await liveRuns();

  const opened = await openPage(folder);
  bound('opening the HTML report of 1,000 cases, ms', opened.ms, 2000, `${(opened.bytes / 1e6).toFixed(2)} MB`);

  const long = measure('long-stream.ts', [suites.streams], ['--expose-gc']);
  const perEvent = Number(long['heap']) / Number(long['events']);
  bound('heap beside the bytes of a stream of 100,000 chunks, bytes for each event', perEvent, 32 + 40);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
/** Runs against a server on loopback: whole processes against the barest loop over kept connections. */
async function liveRuns(): Promise<void> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(server.stdout, 'data');
    const origin = `http://127.0.0.1:${Number(port)}`;
    const live = writeLiveSuites(folder, Number(port));
    const runLive = (suite: string, lanes: number) =>
      tool('run', suite, '--live', '--reporter', 'json', '-j', String(lanes), '--retries', '9');
    const loop = (path: string, count: number, lanes: number): Command => {
      const url = `${origin}/${path}/v1/chat/completions`;
      return { name: 'a loop by hand', args: [...bare('http-loop').args, url, String(count), String(lanes)] };
    };
    const seen = async () => (await (await fetch(`${origin}/stats`)).json()) as { most: number; mean: number };

    const one = paired(runLive(live.one, 1), node);
    bound('one case against a server, against node -e 0', one.ratio, 6, `${one.ms[0].toFixed(0)} ms`);
    const slow = paired(runLive(live.slow, 64), loop('50', 200, 64));
    const ours = slow.ms[0] / (slow.ms[1] + one.ms[0] - one.ms[1]);
    bound(
      '200 × 50 ms at concurrency 64, against a loop by hand and our start',
      ours,
      1.5,
      `${slow.ms[0].toFixed(0)} ms`,
    );
    const reports = compareReporters(live.slow, folder);
    bound(
      'the same with all reports, against the terminal alone',
      reports.ratio,
      1.1,
      `${reports.ms[0].toFixed(0)} ms`,
    );
    const fast = paired(runLive(live.fast, 16), loop('0', 1000, 16));
    bound('1,000 × 0 ms at concurrency 16, against a loop by hand', fast.ratio, 3, `${fast.ms[0].toFixed(0)} ms`);
    const storm = paired(runLive(live.storm, 16), runLive(live.fast, 16));
    bound('every tenth answer a 429, against none', storm.ratio, 1.5, `${storm.ms[0].toFixed(0)} ms`);

    await seen();
    paired(runLive(live.steady, 16), node, 0);
    const inFlight = await seen();
    bound('most requests in flight at concurrency 16', inFlight.most, 16);
    const idle = 100 * (1 - inFlight.mean / 16);
    bound('3,000 × 50 ms at concurrency 16, places that stand empty, percent', idle, 5);
  } finally {
    server.kill();
  }
}

/** Says a figure and whether it is within its bound. */
function bound(what: string, figure: number, most: number, beside = ''): void {
  if (!(figure <= most)) missed += 1;
  const rest = beside === '' ? '' : `, ${beside}`;
  console.log(`${figure <= most ? '✓' : '✗'} ${what}: ${figure.toFixed(2)} (at most ${most})${rest}`);
}

/** What a program of this folder prints as JSON. */
function measure(name: string, args: readonly string[], flags: readonly string[] = []): Record<string, unknown> {
  const program = join(import.meta.dirname, name);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ended with ${status}\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout);
}

/** Milliseconds of a run (the median of three), and the most of its live heap in bytes. */
function growth(suite: string): { readonly ms: number; readonly peak: number } {
  const args = ['run', suite, '--reporter', 'json', '-j', '16'];
  const hook = join(import.meta.dirname, 'peak-memory.ts');
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`the run of ${suite} ended with ${status}`);
    return performance.now() - start;
  });
  const flags = ['--expose-gc', '--import', hook, cli, ...args];
  const { stderr } = spawnSync(process.execPath, flags, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 });
  const peak = Number(/peak (\d+)/.exec(stderr)?.[1]);
  return { ms: median(times), peak };
}

console.log(missed === 0 ? 'all within their bounds' : `${missed} over their bounds`);
process.exitCode = missed === 0 ? 0 : 1;
