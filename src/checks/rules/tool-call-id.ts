import { showValue } from '../../lib/show-value.ts';
import type { Rule } from '../../model/check.ts';
import { succeeded } from '../scope.ts';

/** Its result is sent back under the id of the call: `tool_call_id`. */
export const toolCallId: Rule = {
  from: ['tools'],
  applies: succeeded,
  start: (_, report) => ({
    end({ completion }) {
      for (const { index, message } of completion?.choices ?? []) {
        const seen = new Set<string>();
        for (const [position, { id, function: called }] of (message?.tool_calls ?? []).entries()) {
          const at = { in: 'completion', pointer: `/choices/${index}/message/tool_calls/${position}/id` } as const;
          const name = called.name === '' ? 'a function without a name' : called.name;
          if (id === undefined) {
            report({
              message: `the call of ${name} has no id, or an empty one: its result cannot be sent back`,
              expected: 'an id',
              actual: 'none',
              at,
            });
          } else if (seen.has(id)) {
            const text = `two tool calls of choice ${index} have the id ${id}`;
            report({ message: text, expected: 'an id of its own', actual: showValue(id), at });
          }
          if (id !== undefined) seen.add(id);
        }
      }
    },
  }),
};
