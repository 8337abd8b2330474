import { showValue } from '../../lib/show-value.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { Rule } from '../../model/check.ts';
import { endedEarly } from '../ended-early.ts';
import { brokeOff, succeeded } from '../scope.ts';

/** Gemini can answer 200 with `stop` and nothing at all (docs/facts.md 9, quirks 6 and 23). */
export const contentPresent: Rule = {
  from: [],
  applies: succeeded,
  start: (context, report) => ({
    end(answer, fired) {
      if (brokeOff(context, answer)) return;
      for (const choice of answer.completion?.choices ?? []) {
        if (saysSomething(choice) || endedEarly(choice.finish_reason)) continue;
        // That there is no message at all is said by `message-present`.
        if (!choice.message && fired.has('message-present')) continue;
        report({
          message: `choice ${choice.index} ${choice.thoughts === null ? 'says nothing' : 'has thoughts and no answer'}: no text, no tool call, no refusal, no media`,
          expected: 'something, or a finish reason that explains why not',
          actual: `the finish reason ${showValue(choice.finish_reason)}`,
          at: { in: 'completion', pointer: `/choices/${choice.index}/message` },
        });
      }
    },
  }),
};

function saysSomething({ message }: CompletionChoice): boolean {
  if (!message) return false;
  const { content, refusal, tool_calls: calls = [], audio, image, images } = message;
  return (
    Boolean(content) || Boolean(refusal) || calls.length > 0 || [audio, image, images].some((media) => media != null)
  );
}
