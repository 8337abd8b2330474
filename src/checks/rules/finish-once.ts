import { isObject } from '../../lib/is-object.ts';
import { showValue } from '../../lib/show-value.ts';
import type { Found, Rule } from '../../model/check.ts';
import type { JsonObject } from '../../model/json.ts';
import { choicesOf, objectAt } from '../choices.ts';
import { brokeOff, succeeded } from '../scope.ts';

export const finishOnce: Rule = {
  from: [],
  applies: succeeded,
  start(context, report) {
    /** Index of a choice → the event that finished it, or null. */
    const finished = new Map<number, number | null>();
    return {
      event(event) {
        if (event.kind !== 'chunk') return;
        const number = event.index + 1;
        for (const { choice, delta, key, pointer } of choicesOf(event.chunk)) {
          const before = finished.get(key);
          const reason = choice['finish_reason'] ?? null;
          if (before === undefined || before === null) {
            if (before === undefined || reason !== null) finished.set(key, reason === null ? null : number);
            continue;
          }
          const more = addition(delta);
          if (more !== undefined) {
            const message = `choice ${key} goes on with ${more} after it was finished in event ${before}`;
            const actual = showValue(choice['delta']);
            report({ message, expected: 'nothing more', actual, at: { in: 'chunk', event: number, pointer } });
          }
          if (reason !== null) report(twice(key, before, reason, number, pointer));
        }
      },
      end(answer) {
        if (brokeOff(context, answer)) return;
        if (!context.stream) {
          for (const { choice, key, pointer } of choicesOf(answer.json)) {
            if ((choice['finish_reason'] ?? null) === null) report(never(key, { in: 'body', pointer }));
          }
        }
        for (const [key, number] of finished) {
          if (number === null) report(never(key, { in: 'completion', pointer: `/choices/${key}/finish_reason` }));
        }
      },
    };
  },
};

function never(key: number, at: NonNullable<Found['at']>): Found {
  return { message: `choice ${key} has no finish reason`, expected: 'a finish_reason', actual: 'none', at };
}

function twice(key: number, before: number, reason: unknown, event: number, pointer: string): Found {
  return {
    message: `choice ${key} is finished a second time: it was already in event ${before}`,
    expected: 'one finish_reason per choice',
    actual: JSON.stringify(reason),
    at: { in: 'chunk', event, pointer: `${pointer}/finish_reason` },
  };
}

/** What a delta adds to the answer, if anything. */
function addition(delta: JsonObject): string | undefined {
  const google = objectAt(objectAt(delta, 'extra_content'), 'google');
  if (isText(delta['content'])) return google['thought'] === true ? 'a thought' : 'content';
  if (isText(delta['reasoning_content']) || isText(delta['reasoning'])) return 'a thought';
  const calls = delta['tool_calls'];
  return Array.isArray(calls) && calls.some((call) => isObject(call)) ? 'a tool call' : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
