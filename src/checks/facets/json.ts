import { showValue } from '../../lib/show-value.ts';
import type { Facet } from '../../model/check.ts';
import { firstChoice } from '../first-choice.ts';
import { parseText } from '../parse-text.ts';
import { valueFacet } from '../value-facet.ts';

export const json: Facet = valueFacet('json', {
  subject: "the content's JSON",
  at: { in: 'completion', pointer: '/choices/0/message/content' },
  take(answer) {
    const found = firstChoice(answer);
    if ('missing' in found) return found;
    const text = found.choice.message?.content ?? null;
    if (text === null) return { missing: 'there is no content to read as JSON', actual: 'null' };
    const parsed = parseText(text);
    return 'value' in parsed
      ? parsed
      : { missing: `there is no JSON in the content: ${parsed.wrong}`, actual: showValue(text) };
  },
});
