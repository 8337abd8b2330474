import type { Facet } from '../../model/check.ts';
import { mediaType } from '../../wire/body-kind.ts';
import { recordFacet } from '../record-facet.ts';

export const headers: Facet = recordFacet('headers', {
  subject: 'the response headers',
  at: { in: 'headers' },
  take: (_answer, { response }) => {
    const type = response.headers['content-type'];
    return { value: type === undefined ? response.headers : { ...response.headers, 'content-type': mediaType(type) } };
  },
  // A header is always text, whatever YAML made of what was expected: `retry-after: 1`.
  read: (expected) => (typeof expected === 'number' || typeof expected === 'boolean' ? String(expected) : expected),
});
