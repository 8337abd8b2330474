import type { Answer } from '../../model/answer.ts';
import type { Found, Rule } from '../../model/check.ts';
import { describeText } from '../describe-text.ts';
import { deviate } from '../deviate.ts';
import { quoteError } from '../explain-status.ts';
import { notUtf8 } from '../not-utf8.ts';
import { brokeOff, succeeded } from '../scope.ts';

export const schema: Rule = {
  from: [],
  applies: (context) => succeeded(context) && !context.stream,
  start: (context, report) => ({
    end(answer) {
      const { json, text = '' } = answer;
      const unreadable = notUtf8(context.response.body, 'the body');
      if (unreadable) report(unreadable);
      if (json === undefined) {
        if (!brokeOff(context, answer)) report(describeText(text, 'the body', 'a JSON object'));
      } else if (answer.error && !answer.completion) report(describeError(answer));
      else for (const each of context.schemas.body(json, 'the body')) report(deviate(each, { in: 'body' }));
    },
  }),
};

/** One finding that says so, instead of all that an error lacks to be a completion. */
function describeError(answer: Answer): Found {
  const quote = quoteError(answer);
  return {
    message: `the service answered ${answer.status}, but with an error: ${quote}`,
    expected: 'a completion',
    actual: quote,
    at: { in: 'body' },
  };
}
