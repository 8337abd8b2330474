import type { Rule } from '../../model/check.ts';
import { mediaType } from '../../wire/body-kind.ts';
import { succeeded, wantsStream } from '../scope.ts';

export const contentType: Rule = {
  from: ['stream'],
  applies: succeeded,
  start: (context, report) => ({
    end() {
      const header = context.response.headers['content-type'];
      const found = mediaType(header);
      const stream = wantsStream(context);
      const wanted = stream ? 'text/event-stream' : 'application/json';
      if (found === wanted || (!stream && found.endsWith('+json'))) return;
      const [asked, other] = stream ? ['a stream', 'a whole answer'] : ['a whole answer', 'a stream'];
      const what = stream === context.stream ? asked : `${asked} was asked for, but ${other}`;
      report({
        message: found === '' ? `${what} came without a content-type` : `${what} came as ${found}`,
        expected: wanted,
        actual: header ?? 'none',
        at: { in: 'headers', pointer: '/content-type' },
      });
    },
  }),
};
