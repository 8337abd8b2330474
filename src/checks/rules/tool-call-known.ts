import { listWords } from '../../lib/list-words.ts';
import { showValue } from '../../lib/show-value.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { Found, Rule } from '../../model/check.ts';
import { chosenTool, declaredTools } from '../declared-tools.ts';
import { endedEarly } from '../ended-early.ts';
import { succeeded } from '../scope.ts';

export const toolCallKnown: Rule = {
  from: ['tool_choice', 'tools'],
  applies: (context) => succeeded(context) && context.request !== null,
  start: ({ request }, report) => ({
    end({ completion }) {
      const declared = declaredTools(request ?? {});
      const choice = request?.['tool_choice'];
      const chosen = chosenTool(request ?? {});
      for (const each of completion?.choices ?? []) {
        for (const found of unknownCalls(each, [...declared.keys()])) report(found);
        for (const found of dishonoured(each, choice === 'none' ? 'none' : choice === 'required', chosen))
          report(found);
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

/** `required`: at least one call; `none`: none; a name: that function and no other. */
function dishonoured(
  { index, message, finish_reason: reason }: CompletionChoice,
  choice: 'none' | boolean,
  chosen: string | undefined,
): Found[] {
  const names = (message?.tool_calls ?? []).map((call) => call.function.name);
  const at = { in: 'completion', pointer: `/choices/${index}/message/tool_calls` } as const;
  const called = names.length === 0 ? 'no tool call' : `calls of ${listWords([...new Set(names)], 'and')}`;
  const found = (text: string, expected: string): Found[] => [{ message: text, expected, actual: called, at }];
  if (choice === 'none' && names.length > 0) {
    return found(`choice ${index} has tool calls, although tool_choice is none`, 'no tool call');
  }
  if (names.length === 0 && !endedEarly(reason)) {
    if (choice === true)
      return found(`choice ${index} has no tool call, although tool_choice is required`, 'a tool call');
    if (chosen === undefined) return [];
    return found(`choice ${index} has no tool call, although tool_choice names ${chosen}`, `a call of ${chosen}`);
  }
  if (chosen === undefined || names.every((name) => name === chosen)) return [];
  return found(`choice ${index} calls another function than tool_choice names`, `calls of ${chosen} alone`);
}
