import type { Rule } from '../../model/check.ts';
import { endedEarly } from '../ended-early.ts';
import { succeeded } from '../scope.ts';

export const messagePresent: Rule = {
  from: [],
  applies: (context) => succeeded(context) && !context.stream,
  start: (_, report) => ({
    end({ completion }) {
      for (const { index, message, finish_reason: reason } of completion?.choices ?? []) {
        if (message || endedEarly(reason)) continue;
        const at = { in: 'body', pointer: `/choices/${index}` } as const;
        report({ message: `choice ${index} has no message`, expected: 'a message', actual: 'none', at });
      }
    },
  }),
};
