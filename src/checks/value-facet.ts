import type { FacetName } from '../contract/facets.ts';
import type { Answer } from '../model/answer.ts';
import type { CheckContext, Facet } from '../model/check.ts';
import type { AnswerPlace } from '../model/finding.ts';
import { expectValue } from './expect-value.ts';

/** The value a facet speaks about, or why there is none. */
export type Taken = { readonly value: unknown } | { readonly missing: string; readonly actual?: string };

/** A facet whose value is compared: a scalar, a list of values, a schema. */
export function valueFacet(
  name: FacetName,
  options: {
    /** Of sentences: `the content`. */
    readonly subject: string;
    readonly at: AnswerPlace;
    readonly take: (answer: Answer, context: CheckContext) => Taken;
    readonly applies?: Facet['applies'];
  },
): Facet {
  const { subject, at, take, applies } = options;
  return {
    applies: applies ?? (() => true),
    async prepare(expected, author) {
      const value = await expectValue(name, expected, author);
      return (context, report) => ({
        end(answer) {
          const taken = take(answer, context);
          if ('missing' in taken) {
            const { missing, actual } = taken;
            report({ message: missing, at, ...(actual !== undefined && { actual }), from: ['expect', name] });
          } else for (const found of value.judge(taken.value, subject, at)) report(found);
        },
      });
    },
  };
}
