import type { Facet } from '../../model/check.ts';
import { firstChoice } from '../first-choice.ts';
import { recordFacet } from '../record-facet.ts';

export const usage: Facet = recordFacet('usage', {
  subject: 'usage',
  at: { in: 'completion', pointer: '/usage' },
  take(answer) {
    if (!answer.completion) return firstChoice(answer) as { missing: string };
    const { usage: found } = answer.completion;
    return found ? { value: found } : { missing: 'there is no usage in the answer', actual: 'none' };
  },
});
