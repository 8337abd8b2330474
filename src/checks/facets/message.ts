import type { Facet } from '../../model/check.ts';
import { firstChoice } from '../first-choice.ts';
import { valueFacet } from '../value-facet.ts';

export const message: Facet = valueFacet('message', {
  subject: 'the message',
  at: { in: 'completion', pointer: '/choices/0/message' },
  take(answer) {
    const found = firstChoice(answer);
    if ('missing' in found) return found;
    const { choice } = found;
    return choice.message ? { value: choice.message } : { missing: 'there is no message in the first choice' };
  },
});
