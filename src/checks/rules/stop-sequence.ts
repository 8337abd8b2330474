import { showValue } from '../../lib/show-value.ts';
import type { CheckContext, Rule } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { succeeded } from '../scope.ts';

export const stopSequence: Rule = {
  from: ['stop'],
  applies: (context) => succeeded(context) && sequences(context).length > 0,
  start: (context, report) => ({
    end({ completion }) {
      for (const { index, message } of completion?.choices ?? []) {
        for (const sequence of sequences(context)) {
          const found = message?.content?.indexOf(sequence) ?? -1;
          if (found === -1) continue;
          const shown = showValue(sequence);
          report({
            message: `the content of choice ${index} has the stop sequence ${shown} in it`,
            expected: `text that ends before ${shown}`,
            actual: showValue(message?.content?.slice(Math.max(0, found - 20), found + sequence.length) ?? ''),
            at: { in: 'completion', pointer: `/choices/${index}/message/content` },
          });
        }
      }
    },
  }),
};

/** `stop` is a text or a list of texts. */
function sequences({ request }: CheckContext): string[] {
  const stop = request?.['stop'] ?? null;
  const all = Array.isArray(stop) ? (stop as readonly Json[]) : [stop];
  return all.filter((each) => typeof each === 'string' && each !== '') as string[];
}
