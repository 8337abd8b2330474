import { listWords } from '../../lib/list-words.ts';
import type { Facet } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { explainStatus, quoteError } from '../explain-status.ts';
import { isSuccess } from '../scope.ts';

export const status: Facet = {
  applies: () => true,
  async prepare(expected, author) {
    const wanted = listOf(expected);
    for (const [index, each] of wanted.entries()) {
      if (isStatus(each)) continue;
      const path = Array.isArray(expected) ? [index] : [];
      author.wrong(
        path,
        'bad-expectation',
        `${JSON.stringify(each)} is no status`,
        'write a number such as 200, or a class such as 2xx',
      );
    }
    return (_context, report) => ({
      end(answer) {
        if (acceptsStatus(expected, answer.status)) return;
        report({
          message: isSuccess(answer.status) ? `the service answered ${answer.status}` : explainStatus(answer),
          expected: listWords(wanted.map(String)),
          actual: [answer.status, quoteError(answer)].filter((part) => part !== '').join(' '),
          at: { in: 'status' },
          from: ['expect', 'status'],
        });
      },
    });
  },
};

/** Does `expect.status` allow this status? */
export function acceptsStatus(expected: Json, actual: number): boolean {
  return listOf(expected).some((each) => String(each) === String(actual) || each === `${Math.floor(actual / 100)}xx`);
}

function listOf(expected: Json): readonly Json[] {
  return Array.isArray(expected) ? expected : [expected];
}

function isStatus(value: Json): boolean {
  return /^[1-5](\d\d|xx)$/.test(String(value));
}
