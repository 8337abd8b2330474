import type { Facet } from '../../model/check.ts';
import { firstChoice } from '../first-choice.ts';
import { valueFacet } from '../value-facet.ts';

export const completion: Facet = valueFacet('completion', {
  subject: 'the completion',
  at: { in: 'completion' },
  take: (answer) => (answer.completion ? { value: answer.completion } : withoutChoice(firstChoice(answer))),
});

function withoutChoice(found: ReturnType<typeof firstChoice>) {
  return 'missing' in found ? found : { missing: 'there is no completion' };
}
