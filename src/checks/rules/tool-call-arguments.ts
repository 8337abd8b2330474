import { excerpt, showValue } from '../../lib/show-value.ts';
import type { CompletionToolCall } from '../../model/answer.ts';
import type { CheckContext, Found, Rule } from '../../model/check.ts';
import type { AnswerPlace } from '../../model/finding.ts';
import { declaredTools } from '../declared-tools.ts';
import { deviate } from '../deviate.ts';
import { parseText } from '../parse-text.ts';
import { isHalf, succeeded } from '../scope.ts';

export const toolCallArguments: Rule = {
  from: ['tools'],
  applies: (context) => succeeded(context) && context.request !== null && declaredTools(context.request).size > 0,
  start: (context, report) => ({
    end(answer) {
      for (const choice of answer.completion?.choices ?? []) {
        const { index, finish_reason: reason } = choice;
        const calls = choice.message?.tool_calls ?? [];
        for (const [position, call] of calls.entries()) {
          const pointer = `/choices/${index}/message/tool_calls/${position}/function/arguments`;
          const at: AnswerPlace = { in: 'completion', pointer };
          if (call.type === 'custom') continue;
          // Half a JSON text where the answer broke off is no second deviation.
          if (isHalf(context, answer, choice) && 'wrong' in parseText(call.function.arguments)) continue;
          if (reason === 'length' && position === calls.length - 1) report(truncated(call, at));
          else for (const found of judge(context, call, at)) report(found);
        }
      }
    },
  }),
};

function judge({ schemas }: CheckContext, call: CompletionToolCall, at: AnswerPlace): Found[] {
  const { name, arguments: text } = call.function;
  const parsed = parseText(text);
  if ('wrong' in parsed) {
    const message = `the arguments of ${name} are not JSON: ${parsed.wrong}`;
    return [{ message, expected: 'JSON', actual: showValue(text), at: { ...at, excerpt: excerpt(text) } }];
  }
  const schema = schemas.parameters.get(name);
  if (!schema) return [];
  if (schema.kind === 'not-compilable') {
    return [
      {
        severity: 'warn',
        message: `not checked: the parameters of ${name} are no schema we can use: ${schema.reason}`,
      },
    ];
  }
  return schema.validate(parsed.value, `the arguments object of ${name}`).map((each) => deviate(each, at));
}

function truncated(call: CompletionToolCall, at: AnswerPlace): Found {
  const message = `the arguments of ${call.function.name} are cut off by the token limit and were not judged`;
  return { severity: 'info', message, actual: showValue(call.function.arguments), at };
}
