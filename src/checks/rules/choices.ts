import { isObject } from '../../lib/is-object.ts';
import { plural } from '../../lib/plural.ts';
import type { Rule } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { choicesOf, type WireChoice } from '../choices.ts';
import { brokeOff, succeeded } from '../scope.ts';

/** Choices are counted by index; of a stream over all chunks, those without choices do not count. */
export const choices: Rule = {
  from: ['n'],
  applies: (context) => succeeded(context) && context.request !== null,
  start(context, report) {
    const n = context.request?.['n'];
    const wanted = typeof n === 'number' ? n : 1;
    const asked = typeof n === 'number' ? `n asks for ${n}` : 'one was asked for';
    const seen = new Set<number>();
    let withoutIndex = false;

    /** `event`: the number of the event, of a chunk. */
    function take(found: readonly WireChoice[], event?: number): void {
      const once = event === undefined;
      for (const { index, pointer } of found) {
        if (!once && index !== undefined && seen.has(index)) continue;
        const at = once ? ({ in: 'body', pointer } as const) : ({ in: 'chunk', event, pointer } as const);
        if (index === undefined) {
          if (!withoutIndex) report({ message: 'a choice has no index', expected: 'index', at });
          withoutIndex = true;
        } else if (once && seen.has(index)) {
          report({
            message: `two choices have the index ${index}`,
            expected: 'each index once',
            actual: `${index}`,
            at,
          });
        } else if (!seen.has(index) && (index < 0 || index >= wanted || !Number.isInteger(index))) {
          const expected = wanted === 1 ? '0' : `0 to ${wanted - 1}`;
          const message = `a choice has the index ${index}, but ${asked}`;
          report({ message, expected, actual: `${index}`, at: { ...at, pointer: `${pointer}/index` } });
        }
        if (index !== undefined) seen.add(index);
      }
    }

    return {
      event(event) {
        if (event.kind === 'chunk') take(choicesOf(event.chunk), event.index + 1);
      },
      end(answer, fired) {
        // A body without a list of choices is said by `schema`, unless its author made that rule a warning or less.
        if (!context.stream && !hasChoices(answer.json) && fired.get('schema') === 'error') return;
        const found = context.stream ? [] : choicesOf(answer.json);
        take(found);
        const count = context.stream ? seen.size : found.length;
        if (count >= wanted || withoutIndex || brokeOff(context, answer)) return;
        report({
          message: `the answer has ${count === 0 ? 'no choice' : plural(count, 'choice')}, but ${asked}`,
          expected: plural(wanted, 'choice'),
          actual: plural(count, 'choice'),
          at: context.stream ? { in: 'completion', pointer: '/choices' } : { in: 'body', pointer: '/choices' },
        });
      },
    };
  },
};

function hasChoices(body: Json | undefined): boolean {
  return isObject(body) && Array.isArray(body['choices']);
}
