import type { Facet } from '../../model/check.ts';
import { recordFacet } from '../record-facet.ts';

export const sdk: Facet = recordFacet('sdk', {
  subject: 'what the SDK throws',
  at: { in: 'sdk' },
  applies: ({ transport }) => (transport === 'sdk' ? true : 'the request goes over rest'),
  take(_answer, { exchange: { sdk: view } }) {
    const error = view?.kind === 'value' ? undefined : view?.error;
    if (!error) return { missing: 'the SDK throws no error', actual: view ? `a ${view.kind}` : 'nothing' };
    const { name, status, code } = error;
    return { value: { error: name, ...(status !== undefined && { status }), ...(code !== undefined && { code }) } };
  },
});
