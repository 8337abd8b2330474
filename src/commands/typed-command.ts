import { relative, sep } from 'node:path';
import { shellQuote } from '../lib/shell-quote.ts';
import type { Again, RunFacts } from '../model/run-event.ts';
import { defaultSuite } from '../scenarios/find-suite.ts';
import type { Invocation } from './invocation.ts';

/** Flags that say how cases run, not which. */
const names = [
  'live',
  'replay',
  'endpoint',
  'origin',
  'model',
  'set',
  'transport',
  'timeout',
  'retries',
  'repeat',
  'assert-retries',
] as const;

/** Flags that decide what is sent. */
const fillingIn = ['endpoint', 'origin', 'model', 'set', 'transport', 'timeout', 'repeat'] as const;

export function flagsThatFillIn({ options }: Invocation): RunFacts['flags'] {
  return Object.fromEntries(
    fillingIn.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]] as const])),
  );
}

/** How something of this run is run again, in the same way. `root` is that of its suite. */
export function typedCommand({ options, cwd }: Invocation, root: string | undefined): Again {
  const flags = names.flatMap((name) =>
    [options[name] ?? []]
      .flat()
      .map((value) => (typeof value === 'string' ? `--${name} ${shellQuote(value)}` : `--${name}`)),
  );
  return { command: ['npx vertex-scenarios run', ...flags].join(' '), idPrefix: idPrefix(root, cwd) };
}

/** Ids are found in the suite that is meant where none is named; those of another one stand behind its path. */
function idPrefix(root: string | undefined, cwd: string): string {
  if (root === undefined || root === defaultSuite(cwd)) return '';
  return `${relative(cwd, root).replaceAll(sep, '/')}/`;
}
