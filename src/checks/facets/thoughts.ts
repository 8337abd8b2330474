import type { Facet } from '../../model/check.ts';
import { firstChoice } from '../first-choice.ts';
import { valueFacet } from '../value-facet.ts';

export const thoughts: Facet = valueFacet('thoughts', {
  subject: 'the text of thoughts',
  at: { in: 'completion', pointer: '/choices/0/thoughts' },
  take(answer) {
    const found = firstChoice(answer);
    return 'missing' in found ? found : { value: found.choice.thoughts };
  },
});
