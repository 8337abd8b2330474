import type { Diagnostic } from '../model/diagnostic.ts';
import { type Invocation, usageError } from './invocation.ts';
import type { OptionName } from './options.ts';

/** Flags that have no meaning beside `--watch`, with the reason. */
const excluded: { readonly [name in OptionName]?: string } = {
  live: 'every file that is saved would cost requests',
  shard: 'one machine watches all files',
  resume: 'what changed runs again in any case',
  'dry-run': 'nothing would run',
};

/** What is wrong with flags that stand beside `--watch`. */
export function besideWatch(options: Invocation['options']): Diagnostic[] {
  return Object.entries(excluded)
    .filter(([name]) => options[name as OptionName])
    .map(([name, why]) =>
      usageError('flag-value', `--watch and --${name} exclude each other: ${why}`, 'leave one of them out'),
    );
}
