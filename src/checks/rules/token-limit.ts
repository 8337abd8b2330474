import type { CheckContext, Rule } from '../../model/check.ts';
import { succeeded } from '../scope.ts';

/** A limit is one for each choice, `completion_tokens` are those of all. Tokens of reasoning are not judged. */
export const tokenLimit: Rule = {
  from: ['max_completion_tokens', 'max_tokens'],
  applies: (context) => succeeded(context) && limitOf(context) !== undefined,
  start: (context, report) => ({
    end({ completion }) {
      const most = (limitOf(context)?.tokens ?? 0) * Math.max(1, completion?.choices.length ?? 1);
      const used = completion?.usage?.['completion_tokens'];
      if (typeof used !== 'number' || used <= most) return;
      const { key } = limitOf(context) ?? {};
      report({
        message: `the answer has ${used} completion tokens, more than ${key} allows`,
        expected: `at most ${most}`,
        actual: `${used}`,
        at: { in: 'completion', pointer: '/usage/completion_tokens' },
      });
    },
  }),
};

function limitOf({ request }: CheckContext): { readonly key: string; readonly tokens: number } | undefined {
  for (const key of ['max_completion_tokens', 'max_tokens']) {
    const tokens = request?.[key];
    if (typeof tokens === 'number') return { key, tokens };
  }
  return undefined;
}
