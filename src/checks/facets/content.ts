import type { Facet } from '../../model/check.ts';
import { firstChoice } from '../first-choice.ts';
import { valueFacet } from '../value-facet.ts';

export const content: Facet = valueFacet('content', {
  subject: 'the content',
  at: { in: 'completion', pointer: '/choices/0/message/content' },
  take(answer) {
    const found = firstChoice(answer);
    return 'missing' in found ? found : { value: found.choice.message?.content ?? null };
  },
});
