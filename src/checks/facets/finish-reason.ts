import type { Facet } from '../../model/check.ts';
import { firstChoice } from '../first-choice.ts';
import { valueFacet } from '../value-facet.ts';

export const finishReason: Facet = valueFacet('finish_reason', {
  subject: 'the finish reason',
  at: { in: 'completion', pointer: '/choices/0/finish_reason' },
  take(answer) {
    const found = firstChoice(answer);
    return 'missing' in found ? found : { value: found.choice.finish_reason };
  },
});
