import { parseDuration } from '../../lib/duration.ts';
import { isObject } from '../../lib/is-object.ts';
import type { StreamEvent } from '../../model/answer.ts';
import type { CheckContext, Facet, Judge } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { choicesOf } from '../choices.ts';
import { type ExpectedValue, expectValue } from '../expect-value.ts';

/** Times of a live answer in milliseconds. Mocks and recordings say nothing about how long a service takes. */
export const timing: Facet = {
  applies: ({ backend }) => (backend === 'live' ? true : `the ${backend} backend has no times of a service`),
  async prepare(expected, author) {
    if (!isObject(expected)) {
      author.wrong([], 'bad-expectation', 'timing is a map of its fields', 'write timing: {total: {max: 3s}}');
      return () => ({});
    }
    const values: [string, ExpectedValue][] = [];
    for (const [field, wanted] of Object.entries(expected)) {
      if (wanted !== null) values.push([field, await expectValue('timing', inMilliseconds(wanted), author, [field])]);
    }
    return (context, report): Judge => {
      let content: number | undefined;
      return {
        event(event) {
          if (content === undefined && hasContent(event)) content = event.offset;
        },
        end() {
          const times = timesOf(context, content);
          for (const [field, value] of values) {
            const at = { in: 'timing', pointer: `/${field}` } as const;
            const found = times[field];
            if (found !== undefined) for (const each of value.judge(found, `${field} in ms`, at)) report(each);
            else report({ message: `there is no ${field}`, expected: field, at, from: ['expect', 'timing', field] });
          }
        },
      };
    };
  },
};

/** `{max: 3s}` as a schema of milliseconds. */
function inMilliseconds(expected: Json): Json {
  if (!isObject(expected)) return typeof expected === 'string' ? (parseDuration(expected) ?? expected) : expected;
  const words: { readonly [word: string]: string } = { max: 'maximum', min: 'minimum' };
  return Object.fromEntries(
    Object.entries(expected).map(([word, value]) => [
      words[word] ?? word,
      typeof value === 'string' ? (parseDuration(value) ?? value) : value,
    ]),
  );
}

function timesOf(
  { response, exchange }: CheckContext,
  content: number | undefined,
): Record<string, number | undefined> {
  const { reads } = response.body;
  const gaps = reads.slice(1).map(({ at }, index) => at - (reads[index]?.at ?? at));
  return {
    first_event: reads[0]?.at,
    first_content: content === undefined ? undefined : reads.findLast(({ offset }) => offset <= content)?.at,
    longest_gap: gaps.length === 0 ? undefined : gaps.reduce((longest, gap) => Math.max(longest, gap)),
    total: exchange.timings.end,
  };
}

function hasContent(event: StreamEvent): boolean {
  if (event.kind !== 'chunk') return false;
  return choicesOf(event.chunk).some(({ delta }) => Boolean(delta['content']));
}
