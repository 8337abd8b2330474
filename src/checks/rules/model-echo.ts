import { showValue } from '../../lib/show-value.ts';
import type { Rule } from '../../model/check.ts';
import { succeeded } from '../scope.ts';

/** A service may answer with another model than was asked for, when one is shut down (docs/facts.md 9, quirk 43). */
export const modelEcho: Rule = {
  from: ['model'],
  applies: (context) => succeeded(context) && typeof context.request?.['model'] === 'string',
  start: ({ request, profile }, report) => ({
    end({ completion }) {
      const asked = String(request?.['model']);
      const model = completion?.model;
      if (model === undefined || model === asked) return;
      // OpenAI answers for an alias with the version it stands for: gpt-4o → gpt-4o-2024-08-06, gpt-4 → gpt-4-0613.
      if (
        profile === 'openai' &&
        /^-\d{4}(?:-\d{2}-\d{2})?$/.test(model.slice(asked.length)) &&
        model.startsWith(asked)
      )
        return;
      const at = { in: 'completion', pointer: '/model' } as const;
      const message = `${showValue(model)} answered, but ${showValue(asked)} was asked for`;
      report({ message, expected: showValue(asked), actual: showValue(model), at });
    },
  }),
};
