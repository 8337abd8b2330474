import { isObject } from '../../lib/is-object.ts';
import { showValue } from '../../lib/show-value.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { CheckContext, Found, Rule } from '../../model/check.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { choicesOf, objectAt, objectsAt } from '../choices.ts';
import { brokeOff, succeeded } from '../scope.ts';

/**
 * The helper behind `client.chat.completions.stream` puts tool calls together by their index, so it takes apart, or
 * mixes, what a server numbers in its own way (docs/facts.md 9, quirk 8).
 */
export const sdkAssembly: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && assemblyOf(context) !== undefined,
  start(context, report) {
    /** Content as it came, thoughts and their tags included: the helper knows neither. */
    const texts = new Map<number, string>();
    const say = (found: Omit<Found, 'at'>) => report({ ...found, at: { in: 'sdk' } });
    return {
      event(event) {
        if (event.kind !== 'chunk') return;
        for (const { delta, key } of choicesOf(event.chunk)) {
          const { content } = delta;
          if (typeof content === 'string') texts.set(key, (texts.get(key) ?? '') + content);
        }
      },
      end(answer, fired) {
        const assembly = assemblyOf(context);
        if (!assembly || brokeOff(context, answer)) return;
        if (assembly.kind === 'error') {
          if (stumbles.some((rule) => fired.has(rule))) return;
          const { name, message } = assembly.error;
          const text = `the stream helper of the SDK throws, though every chunk can be read: ${message}`;
          say({ message: text, expected: 'a completion', actual: name });
          return;
        }
        const made = isObject(assembly.value) ? objectsAt(assembly.value as JsonObject, 'choices') : [];
        for (const choice of answer.completion?.choices ?? []) {
          const theirs = made.find((each) => each['index'] === choice.index);
          if (theirs) for (const found of compare(choice, texts.get(choice.index) ?? '', theirs)) say(found);
          else
            say({
              message: `the stream helper of the SDK has no choice ${choice.index}`,
              expected: `choice ${choice.index}`,
            });
        }
      },
    };
  },
};

/** Rules that say already what the helper throws at: that it does is no second deviation. */
const stumbles = ['chunk-schema', 'choices', 'finish-once', 'stream-clean', 'stream-identity', 'stream-role'];

function assemblyOf({ exchange: { sdk } }: CheckContext) {
  return sdk?.kind === 'chunks' ? sdk.assembly : undefined;
}

function compare(choice: CompletionChoice, text: string, theirs: JsonObject): Omit<Found, 'at'>[] {
  const message = objectAt(theirs, 'message');
  const calls = (choice.message?.tool_calls ?? []).map(({ function: { name, arguments: args } }) => `${name}(${args})`);
  const pairs: [what: string, ours: Json, theirs: Json][] = [
    ['other content', text, message['content'] ?? ''],
    ['other tool calls', calls, objectsAt(message, 'tool_calls').map((call) => describe(objectAt(call, 'function')))],
    ['another finish reason', choice.finish_reason, theirs['finish_reason'] ?? null],
  ];
  return pairs
    .filter(([, ours, made]) => JSON.stringify(ours) !== JSON.stringify(made))
    .map(([what, ours, made]) => ({
      message: `the stream helper of the SDK assembles choice ${choice.index} with ${what} than the stream has`,
      expected: showValue(ours),
      actual: showValue(made),
    }));
}

function describe(called: JsonObject): string {
  return `${String(called['name'] ?? '')}(${String(called['arguments'] ?? '')})`;
}
