import { showValue } from '../../lib/show-value.ts';
import type { Found, Rule } from '../../model/check.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { choicesOf, objectAt, objectsAt } from '../choices.ts';
import { succeeded } from '../scope.ts';

/** Clients put the pieces of a call together by its index (openai-node `ChatCompletionStream`). */
export const toolCallIndex: Rule = {
  from: ['tools'],
  applies: (context) => succeeded(context) && context.stream,
  start(_, report) {
    /** Choice and id of a call → the index it had last: a change is told once. */
    const indexes = new Map<string, Json>();
    /** Calls that have none: the next pieces of such a call are the same deviation. */
    const without = new Set<string>();
    return {
      event(event) {
        if (event.kind !== 'chunk') return;
        for (const { delta, key, pointer } of choicesOf(event.chunk)) {
          for (const [position, call] of objectsAt(delta, 'tool_calls').entries()) {
            const { index, id } = call;
            const at = {
              in: 'chunk',
              event: event.index + 1,
              pointer: `${pointer}/delta/tool_calls/${position}`,
            } as const;
            if (!Number.isInteger(index)) {
              const piece = `${key} ${typeof id === 'string' && id !== '' ? id : position}`;
              if (!without.has(piece)) report({ ...missing(call), at });
              without.add(piece);
              continue;
            }
            if (typeof id !== 'string' || id === '') continue;
            const before = indexes.get(`${key} ${id}`) ?? index ?? null;
            indexes.set(`${key} ${id}`, index ?? null);
            if (before === index) continue;
            const message = `the index of the tool call ${id} changes from ${showValue(before)} to ${showValue(index)}`;
            report({ message, expected: showValue(before), actual: showValue(index), at });
          }
        }
      },
    };
  },
};

function missing(call: JsonObject): Found {
  const { name } = objectAt(call, 'function');
  const { index } = call;
  return {
    message: `${typeof name === 'string' && name !== '' ? `the call of ${name}` : 'a tool call'} has no index`,
    expected: 'an index',
    actual: index === undefined ? 'none' : showValue(index),
  };
}
