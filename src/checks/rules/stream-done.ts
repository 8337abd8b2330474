import { plural } from '../../lib/plural.ts';
import type { Rule } from '../../model/check.ts';
import { brokeOff, succeeded } from '../scope.ts';

export const streamDone: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && context.stream,
  start(context, report) {
    let done: number | undefined;
    return {
      event({ kind, index }) {
        // Comments keep connections open; they are no part of the answer.
        if (done !== undefined && kind !== 'comment') {
          const what = kind === 'done' ? 'a second [DONE]' : 'more';
          const message = `the stream goes on with ${what} after the [DONE] in event ${done}`;
          report({ message, expected: 'nothing after [DONE]', at: { in: 'chunk', event: index + 1 } });
        }
        if (kind === 'done') done ??= index + 1;
      },
      end(answer) {
        if (done !== undefined || brokeOff(context, answer)) return;
        const events = answer.stream?.events ?? 0;
        const message = `the stream ends without [DONE], after ${plural(events, 'event')}`;
        report({ message, expected: '[DONE]', actual: 'the end', at: { in: 'body' } });
      },
    };
  },
};
