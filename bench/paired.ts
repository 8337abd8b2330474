import { spawnSync } from 'node:child_process';

/** A command of Node's, as arguments. */
export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

export interface Paired {
  /** Median over the pairs of the time of the first over the time of the second. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  /** Median milliseconds of each. */
  readonly ms: readonly [number, number];
}

/**
 * Times two commands in turn (A B A B …), whole processes, after one warm-up of each. On a machine that is shared the
 * seconds mean little; two runs side by side meet the same neighbours, so their ratio does.
 */
export function paired(tool: Command, bare: Command, pairs = 7): Paired {
  time(tool);
  time(bare);
  const a: number[] = [];
  const b: number[] = [];
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const [first, second] = [time(tool), time(bare)];
    a.push(first);
    b.push(second);
    ratios.push(first / second);
  }
  return { ratio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios), ms: [median(a), median(b)] };
}

/** A benchmark of something that failed would be a benchmark of failing: anything but exit code 0 ends it. */
function time({ name, args, cwd }: Command): number {
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${name} ended with ${status}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
  return ms;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
