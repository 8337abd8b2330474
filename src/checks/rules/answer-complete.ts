import { formatDuration } from '../../lib/format-duration.ts';
import { plural } from '../../lib/plural.ts';
import type { Rule } from '../../model/check.ts';
import type { BodyEnd } from '../../model/exchange.ts';

export const answerComplete: Rule = {
  from: [],
  applies: () => true,
  start: ({ response, stream }, report) => ({
    end() {
      const { end, bytes } = response.body;
      const message = describe(end, stream ? 'the stream' : 'the body');
      if (message === undefined) return;
      report({
        message,
        expected: 'an answer that comes to its end',
        actual: `${plural(bytes.byteLength, 'byte')}, then nothing more`,
        at: { in: 'body' },
      });
    },
  }),
};

function describe(end: BodyEnd, what: string): string | undefined {
  switch (end.kind) {
    case 'complete':
      return undefined;
    case 'cut':
      return `${what} ended before the length that content-length announced`;
    case 'reset':
      return `the connection broke in the middle of ${what}: ${end.message}`;
    case 'timeout':
      return `${what} did not come to its end: ${timeouts[end.which]} ${formatDuration(end.limit)}`;
    case 'limit':
      return `${what} is longer than ${end.limit} bytes, the rest was not read`;
    case 'aborted':
      return `${what} was not read to its end: the run was interrupted`;
  }
}

const timeouts = {
  first_event: 'nothing came for',
  idle: 'nothing more came for',
  total: 'it took longer than',
} as const;
