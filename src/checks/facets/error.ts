import { showValue } from '../../lib/show-value.ts';
import type { Facet } from '../../model/check.ts';
import { recordFacet } from '../record-facet.ts';
import { isSuccess } from '../scope.ts';

export const error: Facet = recordFacet('error', {
  subject: 'the error',
  at: { in: 'body' },
  take({ status, error: found, json, text }) {
    // An error inside of a stream that began with 200 is `stream-clean`'s, or a chunk.
    if (isSuccess(status))
      return { missing: `there is no error: the service answered ${status}`, actual: `status ${status}` };
    return found
      ? { value: found }
      : { missing: 'there is no error object in the body', actual: showValue(json ?? text ?? '') };
  },
});
