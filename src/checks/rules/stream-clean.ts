import { errorObject } from '../../lib/error-object.ts';
import { excerpt, showValue } from '../../lib/show-value.ts';
import type { StreamEvent } from '../../model/answer.ts';
import type { Found, Rule } from '../../model/check.ts';
import { quoteError } from '../explain-status.ts';
import { notUtf8 } from '../not-utf8.ts';
import { parseText } from '../parse-text.ts';
import { succeeded } from '../scope.ts';

export const streamClean: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && context.stream,
  start({ response }, report) {
    /** The last event, where it cannot be read: of a body that broke off it is half an event, and no second deviation. */
    let last: StreamEvent | undefined;
    const tell = () => {
      if (last?.kind === 'unparsable') report(describeText(last));
    };
    return {
      event(event) {
        tell();
        last = event;
        if (event.kind === 'error') report(describeError(event, response.status));
      },
      end() {
        if (response.body.end.kind === 'complete') tell();
        const unreadable = notUtf8(response.body, 'the stream');
        if (unreadable) report(unreadable);
      },
    };
  },
};

function describeError({ index, value, prefixed }: StreamEvent & { kind: 'error' }, status: number): Found {
  const error = errorObject(value);
  const quote = quoteError({ status, ...(error && { error }) });
  const how = prefixed
    ? 'the stream carries an error'
    : 'an error stands in the stream outside of any event, where clients do not see it';
  return {
    message: `${how}: ${quote}`,
    expected: 'no error after the status 200',
    at: { in: 'chunk', event: index + 1, excerpt: showValue(value, 200) },
  };
}

function describeText({ index, text, prefixed }: StreamEvent & { kind: 'unparsable' }): Found {
  const parsed = parseText(text);
  const neither = `neither a JSON object nor [DONE]${'wrong' in parsed ? `: ${parsed.wrong}` : ''}`;
  return {
    message: prefixed ? `the data of an event is ${neither}` : 'there is text in the stream that is no event',
    expected: prefixed ? 'a JSON object or [DONE]' : 'lines that begin with data:',
    at: { in: 'chunk', event: index + 1, excerpt: excerpt(text) },
  };
}
