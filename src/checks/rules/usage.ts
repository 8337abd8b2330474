import { isObject } from '../../lib/is-object.ts';
import { showValue } from '../../lib/show-value.ts';
import type { CheckContext, Found, Rule } from '../../model/check.ts';
import type { AnswerPlace } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { objectAt } from '../choices.ts';
import { brokeOff, succeeded } from '../scope.ts';

/** Of a stream the last usage counts: some services send a running one with every chunk. */
export const usage: Rule = {
  from: ['stream_options', 'stream'],
  applies: succeeded,
  start(context, report) {
    let found: JsonObject | undefined;
    let at: AnswerPlace = { in: 'body', pointer: '/usage' };
    return {
      event(event) {
        if (event.kind !== 'chunk' || !isObject(event.chunk['usage'])) return;
        found = event.chunk['usage'];
        at = { in: 'chunk', event: event.index + 1, pointer: '/usage' };
      },
      end(answer) {
        if (!context.stream && isObject(answer.json) && isObject(answer.json['usage'])) found = answer.json['usage'];
        if (found) for (const each of judge(context, found)) report({ ...each, at });
        // A body that is no answer at all is said by `schema`.
        else if (answer.completion && isOwed(context) && !brokeOff(context, answer)) {
          report({
            message: missing(context),
            expected: 'usage',
            actual: 'none',
            at: context.stream ? { in: 'completion', pointer: '/usage' } : { in: 'body', pointer: '/usage' },
          });
        }
      },
    };
  },
};

function isOwed({ stream, profile, request }: CheckContext): boolean {
  if (!stream || profile === 'vertex-gemini') return true;
  return request !== null && objectAt(request, 'stream_options')['include_usage'] === true;
}

function missing({ stream, profile }: CheckContext): string {
  if (!stream) return 'the answer has no usage';
  return profile === 'vertex-gemini'
    ? 'no chunk of the stream has usage'
    : 'no chunk has usage, although include_usage asks for it';
}

/**
 * On Vertex `completion_tokens` does not include reasoning, at OpenAI it does, and Grok on Vertex does as Vertex
 * (docs/facts.md 7.1): so elsewhere reasoning that makes up the difference is as right as none. A part that is missing
 * is zero.
 */
function judge({ profile }: CheckContext, found: JsonObject): Found[] {
  const total = found['total_tokens'];
  if (typeof total !== 'number') {
    return [{ message: 'usage has no total_tokens', expected: 'total_tokens', actual: showValue(found) }];
  }
  const { reasoning_tokens } = objectAt(found, 'completion_tokens_details');
  const parts = {
    prompt_tokens: found['prompt_tokens'],
    completion_tokens: found['completion_tokens'],
    ...(profile === 'vertex-gemini' && { reasoning_tokens }),
  };
  const counted = Object.entries(parts).map(([name, value]) => ({
    name,
    count: typeof value === 'number' ? value : 0,
  }));
  const sum = counted.reduce((before, { count }) => before + count, 0);
  const sums = counted.map(({ name, count }) => `${name} ${count}`).join(' + ');
  if (total < sum) {
    const message = `total_tokens is ${total}, less than its parts together: ${sums} = ${sum}`;
    return [{ message, expected: `at least ${sum}`, actual: `${total}` }];
  }
  if (total === sum || (profile !== 'vertex-gemini' && total - sum === reasoning_tokens)) return [];
  const message = `total_tokens is ${total}, ${total - sum} more than ${sums}: tokens of hidden reasoning`;
  return [{ severity: 'info', message, actual: `${total}` }];
}
