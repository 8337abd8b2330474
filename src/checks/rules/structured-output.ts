import { excerpt, showValue } from '../../lib/show-value.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { CheckContext, Found, Rule } from '../../model/check.ts';
import type { JsonObject } from '../../model/json.ts';
import { objectAt } from '../choices.ts';
import { deviate } from '../deviate.ts';
import { endedEarly } from '../ended-early.ts';
import { parseText } from '../parse-text.ts';
import { isHalf, succeeded } from '../scope.ts';

export const structuredOutput: Rule = {
  from: ['response_format'],
  applies: (context) => succeeded(context) && wantsJson(context.request ?? {}),
  start: (context, report) => ({
    end(answer) {
      for (const choice of answer.completion?.choices ?? []) {
        if (isHalf(context, answer, choice) && !isWhole(choice.message?.content ?? null)) continue;
        for (const found of judge(context, choice)) report(found);
      }
      const { format } = context.schemas;
      if (format?.kind !== 'not-compilable') return;
      report({ severity: 'warn', message: `not checked: response_format has no schema we can use: ${format.reason}` });
    },
  }),
};

function wantsJson(request: JsonObject): boolean {
  const { type } = objectAt(request, 'response_format');
  return type === 'json_schema' || type === 'json_object';
}

function judge({ schemas }: CheckContext, choice: CompletionChoice): readonly Found[] {
  const { index, message, finish_reason: reason } = choice;
  const at = { in: 'completion', pointer: `/choices/${index}/message/content` } as const;
  const refused = message?.refusal ?? '';
  // One finding that says why, instead of all that is wrong with half a JSON text.
  if (refused !== '') {
    return [
      { message: `choice ${index} is a refusal instead of JSON`, expected: 'JSON', actual: showValue(refused), at },
    ];
  }
  const content = message?.content ?? null;
  if (endedEarly(reason)) {
    const why = `choice ${index} ended with ${showValue(reason)} before its JSON was whole`;
    return isWhole(content)
      ? validate(schemas, content ?? '', at)
      : [{ message: why, expected: 'JSON', actual: showValue(content), at }];
  }
  // A tool call stands for the content: the JSON comes after its result.
  if (content === null && (message?.tool_calls?.length ?? 0) > 0) return [];
  if (content === null) {
    return [{ message: `choice ${index} has no content`, expected: 'JSON', actual: 'nothing', at }];
  }
  return validate(schemas, content, at);
}

function isWhole(content: string | null): boolean {
  return content !== null && 'value' in parseText(content);
}

function validate(
  { format }: CheckContext['schemas'],
  content: string,
  at: NonNullable<Found['at']>,
): readonly Found[] {
  const parsed = parseText(content);
  if ('wrong' in parsed) {
    const message = `the content is not JSON: ${parsed.wrong}`;
    return [{ message, expected: 'JSON', actual: showValue(content), at: { ...at, excerpt: excerpt(content) } }];
  }
  if (format?.kind !== 'compiled') return [];
  return format.validate(parsed.value, 'the content').map((each) => ({
    ...deviate(each, { in: 'completion' }),
    at: { ...at, excerpt: excerpt(content) },
  }));
}
