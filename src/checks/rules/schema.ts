import { excerpt } from '../../lib/show-value.ts';
import type { Rule } from '../../model/check.ts';
import { deviate } from '../deviate.ts';
import { succeeded } from '../scope.ts';

export const schema: Rule = {
  from: [],
  applies: (context) => succeeded(context) && !context.stream,
  start: (context, report) => ({
    end({ json, text }) {
      if (json === undefined) {
        const actual = text === '' || text === undefined ? 'an empty body' : excerpt(text);
        report({ message: 'the body is not JSON', expected: 'a JSON object', actual, at: { in: 'body' } });
        return;
      }
      for (const each of context.schemas.body(json, 'the body')) report(deviate(each, { in: 'body' }));
    },
  }),
};
