import { showValue } from '../lib/show-value.ts';
import type { Answer, CompletionChoice } from '../model/answer.ts';
import type { Taken } from './value-facet.ts';

/** The choice that facets speak of: the one with index 0, or why there is none. */
export function firstChoice({
  completion,
  status,
  text,
}: Answer): { readonly choice: CompletionChoice } | (Taken & { missing: string }) {
  if (!completion)
    return { missing: 'there is no completion', actual: text === undefined ? `status ${status}` : showValue(text) };
  const choice = completion.choices.find(({ index }) => index === 0) ?? completion.choices[0];
  return choice ? { choice } : { missing: 'there is no choice in the answer', actual: 'no choices' };
}
