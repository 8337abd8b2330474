import { showValue } from '../../lib/show-value.ts';
import type { Rule } from '../../model/check.ts';
import { chosenTool } from '../declared-tools.ts';
import { succeeded } from '../scope.ts';

/** Judged on the completion: whole or assembled makes no difference. */
export const finishToolCalls: Rule = {
  from: ['tool_choice', 'tools'],
  applies: (context) => succeeded(context) && context.request !== null,
  start: (context, report) => ({
    end({ completion }) {
      // OpenAI, function calling: a call that tool_choice names ends with `stop`.
      const named = chosenTool(context.request ?? {}) !== undefined;
      for (const { index, finish_reason: reason, message } of completion?.choices ?? []) {
        if (reason === null) continue;
        const calls = message?.tool_calls?.length ?? 0;
        const at = { in: 'completion', pointer: `/choices/${index}/finish_reason` } as const;
        if (calls === 0 && reason === 'tool_calls') {
          const message = `choice ${index} ends with "tool_calls", but has no tool call`;
          report({ message, expected: 'a tool call, or another reason', actual: showValue(reason), at });
        } else if (calls > 0 && !isFit(reason, named)) {
          const message = `choice ${index} has tool calls, but ends with ${showValue(reason)}`;
          report({ message, expected: '"tool_calls"', actual: showValue(reason), at });
        }
      }
    },
  }),
};

function isFit(reason: string, named: boolean): boolean {
  if (reason === 'tool_calls' || reason === 'length') return true;
  return reason.startsWith('content_filter') || (named && reason === 'stop');
}
