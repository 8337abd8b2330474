import { listWords } from '../lib/list-words.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Invocation, usageError } from './invocation.ts';
import { countVariable } from './options.ts';

/** Which share of the scenarios this machine runs. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

interface Engine {
  readonly name: string;
  readonly index: string;
  readonly count: string;
  /** The index of its first machine. */
  readonly first: 0 | 1;
}

/**
 * Engines that tell each of several machines which one it is. One that runs inside another comes first.
 *
 * - GitLab: https://docs.gitlab.com/ci/variables/predefined_variables/ (`CI_NODE_INDEX` only in jobs with `parallel`,
 *   from 1; `CI_NODE_TOTAL` always)
 * - CircleCI: https://circleci.com/docs/reference/variables/ (from 0 to the total less one)
 * - Buildkite: https://buildkite.com/docs/pipelines/configure/environment-variables (from 0; only with `parallelism`)
 * - Cloud Run Jobs: https://cloud.google.com/run/docs/container-contract#jobs-env-vars (from 0)
 * - Kubernetes: https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/ (from 0; no count)
 */
const engines: readonly Engine[] = [
  { name: 'GitLab', index: 'CI_NODE_INDEX', count: 'CI_NODE_TOTAL', first: 1 },
  { name: 'CircleCI', index: 'CIRCLE_NODE_INDEX', count: 'CIRCLE_NODE_TOTAL', first: 0 },
  { name: 'Buildkite', index: 'BUILDKITE_PARALLEL_JOB', count: 'BUILDKITE_PARALLEL_JOB_COUNT', first: 0 },
  { name: 'Cloud Run Jobs', index: 'CLOUD_RUN_TASK_INDEX', count: 'CLOUD_RUN_TASK_COUNT', first: 0 },
  { name: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', count: countVariable, first: 0 },
];

const mostShards = 10_000;

/** Reads `--shard`: `2/7`, or `auto`. */
export function readShard(text: string, env: Invocation['env'], wrong: Diagnostic[]): Shard | undefined {
  if (text === 'auto') return shardOfEngine(env, wrong);
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = shardOf(Number(index ?? 0), Number(count ?? 0));
  if (!shard) {
    const help = 'write --shard 1/3 for the first of three, or --shard auto';
    wrong.push(usageError('flag-value', `--shard ${text} is no share of the scenarios`, help));
  }
  return shard;
}

function shardOfEngine(env: Invocation['env'], wrong: Diagnostic[]): Shard | undefined {
  const engine = engines.find(({ index }) => env[index]);
  if (!engine) {
    wrong.push(noEngine(env));
    return undefined;
  }
  const { name, first } = engine;
  const [index = '', count] = [env[engine.index], env[engine.count]];
  if (!count) {
    const help = `set ${engine.count} to the number of shards${name === 'Kubernetes' ? ', that is to completions' : ''}`;
    wrong.push(
      usageError(
        'flag-value',
        `--shard auto: ${name} says ${engine.index}=${index}, but how many there are is not set`,
        help,
      ),
    );
    return undefined;
  }
  const isNumber = (value: string) => /^\d+$/.test(value);
  const shard = isNumber(index) && isNumber(count) ? shardOf(Number(index) + 1 - first, Number(count)) : undefined;
  if (!shard) {
    const message = `--shard auto: ${name} says ${engine.index}=${index} and ${engine.count}=${count}, which is no share`;
    wrong.push(usageError('flag-value', message, 'write --shard I/N'));
  }
  return shard;
}

/** On GitHub no variable tells which job of a matrix it is, only the expressions of the workflow do. */
function noEngine(env: Invocation['env']): Diagnostic {
  const message = '--shard auto: nothing here says which shard this is';
  if (env['GITHUB_ACTIONS']) {
    const help = 'with a matrix of shard: [1, 2, 3] write --shard ${{ matrix.shard }}/${{ strategy.job-total }}';
    return usageError('flag-value', message, help);
  }
  if (env['CI_NODE_TOTAL'] || env['BUILDKITE']) {
    return usageError(
      'flag-value',
      message,
      `this job is not parallel: set ${env['BUILDKITE'] ? 'parallelism' : 'parallel'}, or leave --shard out`,
    );
  }
  const known = listWords(
    engines.map(({ index }) => index),
    'and',
    engines.length,
  );
  return usageError('flag-value', message, `write --shard I/N; it reads ${known}`);
}

function shardOf(index: number, count: number): Shard | undefined {
  return index >= 1 && index <= count && count <= mostShards ? { index, count } : undefined;
}
