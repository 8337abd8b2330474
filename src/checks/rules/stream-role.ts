import { showValue } from '../../lib/show-value.ts';
import type { Rule } from '../../model/check.ts';
import { choicesOf } from '../choices.ts';
import { succeeded } from '../scope.ts';

/** Asked of the first delta of each choice; what later ones say of the role is of no matter. */
export const streamRole: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && context.stream,
  start(_, report) {
    const begun = new Set<number>();
    return {
      event(event) {
        if (event.kind !== 'chunk') return;
        for (const { delta, key, pointer } of choicesOf(event.chunk)) {
          if (begun.has(key)) continue;
          begun.add(key);
          const { role } = delta;
          if (role === 'assistant') continue;
          const actual = role === undefined ? 'no role' : showValue(role);
          const message = `the first delta of choice ${key} has ${role === undefined ? 'no role' : `the role ${actual}`}`;
          const at = { in: 'chunk', event: event.index + 1, pointer: `${pointer}/delta` } as const;
          report({ message, expected: '"assistant"', actual, at });
        }
      },
    };
  },
};
