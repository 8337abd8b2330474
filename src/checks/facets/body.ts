import { showValue } from '../../lib/show-value.ts';
import type { Facet } from '../../model/check.ts';
import { wantsStream } from '../scope.ts';
import { valueFacet } from '../value-facet.ts';

export const body: Facet = valueFacet('body', {
  subject: 'the body',
  at: { in: 'body' },
  applies: (context) => (context.stream && wantsStream(context) ? 'a stream has no body of one JSON value' : true),
  take({ json, text, mode }) {
    if (json !== undefined) return { value: json };
    if (mode === 'stream') return { missing: 'there is no body of one JSON value: a stream came', actual: 'a stream' };
    return { missing: 'there is no JSON in the body', actual: text === '' ? 'an empty body' : showValue(text) };
  },
});
