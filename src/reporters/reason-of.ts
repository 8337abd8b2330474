import { listWords } from '../lib/list-words.ts';
import { plural } from '../lib/plural.ts';
import type { GroupRecord } from '../model/record.ts';
import { errorsOf } from './failures.ts';

/** Why a group is what it is, in a line; nothing of one that passed. Not escaped yet. */
export function reasonOf({ verdict, cases }: GroupRecord): string | undefined {
  switch (verdict) {
    case 'passed':
      return undefined;
    case 'failed': {
      const [first, ...more] = cases.filter((ran) => ran.verdict === 'failed').flatMap(errorsOf);
      if (!first) return 'failed';
      const others = more.length === 0 ? '' : ` (and ${plural(more.length, 'more finding')})`;
      return `${first.check}: ${first.message}${others}`;
    }
    case 'flaky': {
      const before = cases.flatMap((ran) => ran.failedBefore?.at(-1) ?? []);
      const checks = new Set(before.filter(({ severity }) => severity === 'error').map(({ check }) => check));
      return `failed with ${listWords([...checks], 'and')}, and passed when it ran again`;
    }
    case 'undecided':
      return cases.find((ran) => ran.cause !== undefined)?.cause ?? 'too few of its cases have a result';
    case 'skipped':
      return cases.find((ran) => ran.reason !== undefined)?.reason ?? 'skipped';
  }
}
