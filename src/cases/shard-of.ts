import { sha256 } from '../lib/sha256.ts';

/**
 * Which of `count` shards a scenario belongs to, from 1: by its id alone, so that it stays where it is whatever is added
 * beside it and in whatever order scenarios come.
 */
export function shardOf(scenario: string, count: number): number {
  return (Number.parseInt(sha256(scenario).slice(0, 12), 16) % count) + 1;
}
