import type { Diagnostic } from '../model/diagnostic.ts';
import { besideWatch } from './beside-watch.ts';
import { type Invocation, usageError } from './invocation.ts';
import { readShard, type Shard } from './shard.ts';

/** The flags of `run` that are numbers, read. */
export interface RunFlags {
  readonly concurrency: number;
  readonly retries: number;
  readonly assertRetries: number;
  readonly repeat: number | undefined;
  /** Of this machine: its share where there are shards. */
  readonly rpm: number | undefined;
  readonly maxCalls: number | undefined;
  readonly bail: number | undefined;
  readonly speed: number;
  readonly shard: Shard | undefined;
}

/** Reads them; what is wrong with them, or with one beside another, is added to `wrong`. */
export function readRunFlags({ options, env }: Pick<Invocation, 'options' | 'env'>, wrong: Diagnostic[]): RunFlags {
  const { live, record, replay, resume, bail, repeat, rpm, shard: wanted } = options;
  const maxCalls = options['max-calls'];
  if (resume !== undefined && options['no-bundle']) {
    wrong.push(usageError('flag-value', '--resume goes on with a bundle, --no-bundle keeps none', 'leave one out'));
  }
  if (live && replay) wrong.push(usageError('flag-value', '--live and --replay exclude each other'));
  if (record && !live) {
    wrong.push(usageError('flag-value', '--record keeps what real services answer', 'write --live --record'));
  }
  if (options.watch) wrong.push(...besideWatch(options));
  const shard = wanted === undefined ? undefined : readShard(wanted, env, wrong);
  const share = (flag: string, all: number | undefined, least: number): number | undefined => {
    if (all === undefined || !shard) return all;
    const ours = shareOf(all, shard);
    if (ours >= least) return ours;
    wrong.push(
      usageError(
        'flag-value',
        `--${flag} ${all} leaves nothing for shard ${shard.index} of ${shard.count}`,
        'allow more, or take fewer shards',
      ),
    );
    return undefined;
  };
  return {
    concurrency: wholeNumber('concurrency', options.concurrency, 8, 1, wrong),
    retries: wholeNumber('retries', options.retries, 2, 0, wrong),
    assertRetries: wholeNumber('assert-retries', options['assert-retries'], 0, 0, wrong),
    repeat: repeat === undefined ? undefined : wholeNumber('repeat', repeat, 1, 1, wrong),
    rpm: share('rpm', rpm === undefined ? undefined : wholeNumber('rpm', rpm, 1, 1, wrong, 1_000_000), 1),
    maxCalls: share(
      'max-calls',
      maxCalls === undefined ? undefined : wholeNumber('max-calls', maxCalls, 0, 0, wrong, 1e9),
      maxCalls === '0' ? 0 : 1,
    ),
    bail: bail === undefined ? undefined : bail === true ? 1 : wholeNumber('bail', bail, 1, 1, wrong, 1_000_000),
    speed: readSpeed(options['replay-speed'], wrong),
    shard,
  };
}

/** The shares of all shards are as much as was allowed, and no more. */
function shareOf(all: number, { index, count }: Shard): number {
  return Math.floor(all / count) + (index <= all % count ? 1 : 0);
}

/** 0: without waiting; 1: as fast as it was. */
function readSpeed(text: string | undefined, wrong: Diagnostic[]): number {
  const speed = Number(text ?? 0);
  if (text === undefined || (text.trim() !== '' && speed >= 0 && speed <= 1000)) return speed;
  wrong.push(usageError('flag-value', `--replay-speed ${text} is no number from 0 to 1000`, '1 is as fast as it was'));
  return 0;
}

function wholeNumber(
  flag: string,
  text: string | undefined,
  otherwise: number,
  least: number,
  wrong: Diagnostic[],
  most = 1000,
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  wrong.push(usageError('flag-value', `--${flag} ${text} is no whole number from ${least} to ${most}`));
  return otherwise;
}
