import { excerpt } from '../../lib/show-value.ts';
import type { StreamEvent } from '../../model/answer.ts';
import type { Found, Rule } from '../../model/check.ts';
import { errorOf } from '../../wire/error-of.ts';
import { quoteError } from '../explain-status.ts';
import { succeeded } from '../scope.ts';

export const streamClean: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && context.stream,
  start: (context, report) => ({
    event(event) {
      if (event.kind === 'error') report(describeError(event, context.response.status));
      if (event.kind === 'unparsable') report(describeText(event));
    },
  }),
};

function describeError({ index, value, prefixed }: StreamEvent & { kind: 'error' }, status: number): Found {
  const error = errorOf(value);
  const quote = quoteError({ status, ...(error && { error }) });
  const how = prefixed
    ? 'the stream carries an error'
    : 'an error stands in the stream outside of any event, where clients do not see it';
  return {
    message: `${how}: ${quote}`,
    expected: 'no error after the status 200',
    actual: quote,
    at: { in: 'chunk', event: index + 1, excerpt: excerpt(JSON.stringify(value)) },
  };
}

function describeText({ index, text, prefixed }: StreamEvent & { kind: 'unparsable' }): Found {
  return {
    message: prefixed
      ? 'the data of an event is neither a JSON object nor [DONE]'
      : 'there is text in the stream that is no event',
    expected: prefixed ? 'a JSON object or [DONE]' : 'lines that begin with data:',
    actual: excerpt(text),
    at: { in: 'chunk', event: index + 1, excerpt: excerpt(text) },
  };
}
