import type { Facet } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { mediaType } from '../../wire/body-kind.ts';
import { recordFacet } from '../record-facet.ts';

export const headers: Facet = recordFacet('headers', {
  subject: 'the response headers',
  at: { in: 'headers' },
  take: (_answer, { response }) => {
    const type = response.headers['content-type'];
    return { value: type === undefined ? response.headers : { ...response.headers, 'content-type': mediaType(type) } };
  },
  read: (expected, field) =>
    Array.isArray(expected) ? expected.map((each: Json) => readText(each, field)) : readText(expected, field),
});

/** A header is always text, whatever YAML made of what was expected: `retry-after: 1`. */
function readText(expected: Json, field: string): Json {
  if (typeof expected === 'number' || typeof expected === 'boolean') return String(expected);
  return field === 'content-type' && typeof expected === 'string' ? mediaType(expected) : expected;
}
