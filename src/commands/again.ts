import { relative, sep } from 'node:path';
import { shellQuote } from '../lib/shell-quote.ts';
import type { Again } from '../reporters/reporter-options.ts';
import { defaultSuite } from '../scenarios/find-suite.ts';
import type { Invocation } from './invocation.ts';
import type { SuitePlan } from './plan-suite.ts';

/** How a report tells to run something again, in the way this run was called. */
export function againOf({ suite, redact }: SuitePlan, { options, cwd }: Invocation): Again {
  return { command: redact(typed(options)), idPrefix: idPrefix(suite?.root, cwd) };
}

/** Ids are found in the suite that is meant where none is named; those of another one stand behind its path. */
function idPrefix(root: string | undefined, cwd: string): string {
  if (root === undefined || root === defaultSuite(cwd)) return '';
  return `${relative(cwd, root).replaceAll(sep, '/')}/`;
}

/** The command that runs something else in the same way: with the flags that fill in, without those that select. */
function typed(options: Invocation['options']): string {
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
  const flags = names.flatMap((name) =>
    [options[name] ?? []]
      .flat()
      .map((value) => (typeof value === 'string' ? `--${name} ${shellQuote(value)}` : `--${name}`)),
  );
  return ['npx vertex-scenarios run', ...flags].join(' ');
}
