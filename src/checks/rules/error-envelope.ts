import { excerpt } from '../../lib/show-value.ts';
import type { Rule } from '../../model/check.ts';
import { deviate } from '../deviate.ts';
import { succeeded } from '../scope.ts';

export const errorEnvelope: Rule = {
  from: [],
  applies: (context) => !succeeded(context),
  start: (context, report) => ({
    end({ json, text }) {
      if (json === undefined) {
        const actual = text === '' || text === undefined ? 'an empty body' : excerpt(text);
        report({
          message: 'the body of the error is not JSON',
          expected: 'an error object',
          actual,
          at: { in: 'body' },
        });
        return;
      }
      for (const each of context.schemas.error(json, 'the error body')) report(deviate(each, { in: 'body' }));
    },
  }),
};
