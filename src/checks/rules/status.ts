import type { Rule } from '../../model/check.ts';
import { explainStatus, quoteError } from '../explain-status.ts';
import { isSuccess } from '../scope.ts';

export const status: Rule = {
  from: [],
  applies: ({ expectsStatus }) => !expectsStatus,
  start: (_context, report) => ({
    end(answer) {
      if (isSuccess(answer.status)) return;
      report({
        message: explainStatus(answer),
        expected: '2xx',
        actual: [answer.status, quoteError(answer)].filter((part) => part !== '').join(' '),
        at: { in: 'status' },
      });
    },
  }),
};
