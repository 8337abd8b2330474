import { listWords } from '../../lib/list-words.ts';
import { showValue } from '../../lib/show-value.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { Found, Rule } from '../../model/check.ts';
import type { JsonObject } from '../../model/json.ts';
import { chosenTool, declaredTools } from '../declared-tools.ts';
import { endedEarly } from '../ended-early.ts';
import { isHalf, succeeded } from '../scope.ts';

export const toolCallKnown: Rule = {
  from: ['tool_choice', 'tools'],
  applies: (context) => succeeded(context) && context.request !== null,
  start: (context, report) => ({
    end(answer) {
      const request = context.request ?? {};
      const declared = [...declaredTools(request).keys()];
      for (const choice of answer.completion?.choices ?? []) {
        for (const found of unknownCalls(choice, declared)) report(found);
        const mayLack = endedEarly(choice.finish_reason) || isHalf(context, answer, choice);
        for (const found of dishonoured(request, choice, mayLack)) report(found);
      }
    },
  }),
};

function unknownCalls({ index, message }: CompletionChoice, declared: readonly string[]): Found[] {
  const known = new Set(declared);
  return (message?.tool_calls ?? []).flatMap((call, at): Found[] => {
    const { name } = call.function;
    if (known.has(name) || call.type === 'custom') return [];
    const called = name === '' ? 'a tool call names no function' : `${name} is called, but was not declared`;
    return [
      {
        message: called,
        expected: declared.length === 0 ? 'no tool call: no tools were declared' : listWords(declared),
        actual: showValue(name),
        at: { in: 'completion', pointer: `/choices/${index}/message/tool_calls/${at}/function/name` },
        from: ['request', 'tools'],
      },
    ];
  });
}

/**
 * `required`: at least one call; `none`: none; a name: that function and no other. `mayLack`: the answer ended before a
 * call could come.
 */
function dishonoured(request: JsonObject, { index, message }: CompletionChoice, mayLack: boolean): Found[] {
  const choice = request['tool_choice'];
  const chosen = chosenTool(request);
  const names = (message?.tool_calls ?? []).map((call) => call.function.name);
  const at = { in: 'completion', pointer: `/choices/${index}/message/tool_calls` } as const;
  const actual = names.length === 0 ? 'no tool call' : `calls of ${listWords([...new Set(names)], 'and')}`;
  const found = (text: string, expected: string): Found[] => [
    { message: `choice ${index} ${text}`, expected, actual, at },
  ];
  if (names.length > 0) {
    if (choice === 'none') return found('has tool calls, although tool_choice is none', 'no tool call');
    if (chosen === undefined || names.every((name) => name === chosen)) return [];
    return found('calls another function than tool_choice names', `calls of ${chosen} alone`);
  }
  if (mayLack) return [];
  if (choice === 'required') return found('has no tool call, although tool_choice is required', 'a tool call');
  if (chosen === undefined) return [];
  return found(`has no tool call, although tool_choice names ${chosen}`, `a call of ${chosen}`);
}
