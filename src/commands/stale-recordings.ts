import { listWords } from '../lib/list-words.ts';
import { plural } from '../lib/plural.ts';
import type { Diagnostic } from '../model/diagnostic.ts';

/** What a person would clean up in `recordings/`: said of a whole suite alone. */
export function staleRecordings(
  { unused, old }: { readonly unused: readonly string[]; readonly old: readonly string[] },
  maxAge?: string,
): Diagnostic[] {
  const warn = (code: string, message: string, paths: readonly string[], help: string): Diagnostic[] =>
    paths.length === 0
      ? []
      : [{ severity: 'warning', code, message: `${message}: ${listWords(paths, 'and', 10)}`, help }];
  const age = maxAge === undefined ? 'older than they may be' : `older than ${maxAge}`;
  return [
    ...warn(
      'unused-recording',
      `${plural(unused.length, 'recording')} that no case asks for`,
      unused,
      'delete what is not needed',
    ),
    ...warn('old-recording', `${plural(old.length, 'recording')} ${age}`, old, 'record again: --live --record'),
  ];
}
