import { listWords } from '../../lib/list-words.ts';
import { showValue } from '../../lib/show-value.ts';
import type { CheckContext, Found, Rule } from '../../model/check.ts';
import type { ProfileName } from '../../model/names.ts';
import { choicesOf, type WireChoice } from '../choices.ts';
import { succeeded } from '../scope.ts';

/** OpenAI reference, The chat completion object, choices[].finish_reason. */
const common = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'];

/** `content_filter: PROHIBITED_CONTENT`, `function_call_filter: MALFORMED_FUNCTION_CALL` (docs/facts.md 7.4). */
const google = /^(stop|length|tool_calls|content_filter)(: .+)?$|^function_call_filter: .+$/;

/** Text Generation Inference, FinishReason: `eos_token`, `stop_sequence`. vLLM, `abort`. */
const containers = ['eos_token', 'stop_sequence', 'abort'];

const isKnown: { readonly [profile in ProfileName]: (reason: string) => boolean } = {
  'vertex-gemini': (reason) => common.includes(reason) || google.test(reason),
  gemini: (reason) => common.includes(reason) || google.test(reason),
  openai: (reason) => common.includes(reason),
  'open-model': (reason) => common.includes(reason) || containers.includes(reason) || google.test(reason),
};

export const finishKnown: Rule = {
  from: [],
  applies: succeeded,
  start: (context, report) => ({
    event(event) {
      if (event.kind !== 'chunk') return;
      for (const each of choicesOf(event.chunk)) judge(context, each, { in: 'chunk', event: event.index + 1 }, report);
    },
    end({ json }) {
      if (context.stream) return;
      for (const each of choicesOf(json)) judge(context, each, { in: 'body' }, report);
    },
  }),
};

function judge(
  { profile }: CheckContext,
  { choice, key, pointer }: WireChoice,
  at: { in: 'body' | 'chunk'; event?: number },
  report: (found: Found) => void,
): void {
  const reason = choice['finish_reason'];
  if (typeof reason !== 'string' || isKnown[profile](reason)) return;
  report({
    message: `choice ${key} ends with ${showValue(reason)}, which is no finish reason of the profile ${profile}`,
    expected: listWords(common),
    actual: showValue(reason),
    at: { ...at, pointer: `${pointer}/finish_reason` },
  });
}
