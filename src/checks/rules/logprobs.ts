import { isObject } from '../../lib/is-object.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { CheckContext, Found, Rule } from '../../model/check.ts';
import { objectsAt } from '../choices.ts';
import { succeeded } from '../scope.ts';

export const logprobs: Rule = {
  from: ['top_logprobs', 'logprobs'],
  applies: (context) => succeeded(context) && context.request?.['logprobs'] === true,
  start: (context, report) => ({
    end({ completion }) {
      for (const choice of completion?.choices ?? []) for (const found of judge(context, choice)) report(found);
    },
  }),
};

function judge({ request }: CheckContext, { index, message, logprobs: found }: CompletionChoice): Found[] {
  const at = { in: 'completion', pointer: `/choices/${index}/logprobs` } as const;
  const tokens = isObject(found) ? objectsAt(found, 'content') : [];
  if (tokens.length === 0) {
    // Of a tool call and of nothing there are no tokens of content.
    if ((message?.content ?? '') === '') return [];
    const text = `choice ${index} has no logprobs, although the request asks for them`;
    return [{ message: text, expected: 'one entry per token', actual: 'none', at }];
  }
  const most = request?.['top_logprobs'];
  if (typeof most !== 'number') return [];
  const over = tokens.findIndex((token) => objectsAt(token, 'top_logprobs').length > most);
  if (over === -1) return [];
  const count = objectsAt(tokens[over] ?? {}, 'top_logprobs').length;
  const text = `token ${over + 1} of choice ${index} has ${count} top_logprobs, more than the request asks for`;
  const pointer = `${at.pointer}/content/${over}/top_logprobs`;
  return [{ message: text, expected: `at most ${most}`, actual: `${count}`, at: { ...at, pointer } }];
}
