import { valueAt } from '../../lib/json-pointer.ts';
import type { CheckContext, Rule } from '../../model/check.ts';
import { brokeOff, succeeded } from '../scope.ts';

/**
 * Gemini 3 and later refuse a conversation whose tool calls come back without their signature, so an answer without
 * one is a dead end. Of parallel calls only the first carries it (https://ai.google.dev/gemini-api/docs/thought-signatures).
 */
export const thoughtSignature: Rule = {
  from: ['tools'],
  applies: (context) => succeeded(context) && context.request !== null,
  start: (context, report) => ({
    end(answer) {
      const { completion } = answer;
      if (brokeOff(context, answer) || (!signs(completion?.model) && !signs(context.request?.['model']))) return;
      for (const { index, message } of completion?.choices ?? []) {
        const [first] = message?.tool_calls ?? [];
        if (!first) continue;
        const signature = valueAt(first.extra_content, ['google', 'thought_signature']);
        if (typeof signature === 'string' && signature !== '') continue;
        report({
          message: `the call of ${first.function.name} has no thought signature, and cannot be sent back without one`,
          expected: 'extra_content.google.thought_signature',
          actual: 'none',
          at: { in: 'completion', pointer: `/choices/${index}/message/tool_calls/0` },
        });
      }
    },
  }),
};

/** Is it a Gemini model of the third generation or later? */
function signs(model: CheckContext['request'] | unknown): boolean {
  const generation = typeof model === 'string' ? /(?:^|\/)gemini-(\d+)/.exec(model)?.[1] : undefined;
  return generation !== undefined && Number(generation) >= 3;
}
