import type { Rule } from '../../model/check.ts';
import { describeText } from '../describe-text.ts';
import { deviate } from '../deviate.ts';
import { succeeded } from '../scope.ts';

export const errorEnvelope: Rule = {
  from: [],
  applies: (context) => !succeeded(context),
  start: (context, report) => ({
    end(answer) {
      const { json, text } = answer;
      const expected = 'an error object';
      if (json !== undefined) {
        for (const each of context.schemas.error(json, 'the error body')) report(deviate(each, { in: 'body' }));
      } else if (text === undefined) {
        report({ message: 'the error came as a stream of events', expected, actual: 'a stream', at: { in: 'body' } });
      } else if (context.response.body.end.kind === 'complete') report(describeText(text, 'the error body', expected));
    },
  }),
};
