import { isObject } from '../../lib/is-object.ts';
import { plural } from '../../lib/plural.ts';
import type { StreamEvent } from '../../model/answer.ts';
import type { Author, Facet } from '../../model/check.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { type ExpectedValue, expectValue } from '../expect-value.ts';
import { needsStream } from '../needs-stream.ts';

/** All chunks count, those that carry an error or no choices included. */
export const chunks: Facet = {
  applies: needsStream('chunks'),
  async prepare(expected, author) {
    const wanted = await prepareParts(expected, author);
    return (_context, report) => {
      let count = 0;
      let last: { chunk: JsonObject; event: number } | undefined;
      let contained = false;
      const judge = (value: ExpectedValue | undefined, chunk: JsonObject, event: number) => {
        for (const found of value?.judge(chunk, `event ${event}`, { in: 'chunk', event }) ?? []) report(found);
      };
      return {
        event(event) {
          const chunk = chunkOf(event);
          if (!chunk) return;
          count += 1;
          const number = event.index + 1;
          last = { chunk, event: number };
          if (count === 1) judge(wanted.first, chunk, number);
          judge(wanted.each, chunk, number);
          contained ||= wanted.contains?.judge(chunk, 'the chunk', {}).length === 0;
        },
        end() {
          const counted = { in: 'completion' } as const;
          for (const found of wanted.count?.judge(count, 'the number of chunks', counted) ?? []) report(found);
          const { first, each, contains } = wanted;
          if (!last) {
            if (!(first ?? each ?? contains ?? wanted.last)) return;
            report({ message: 'there are no chunks', expected: 'chunks', actual: 'none', from: ['expect', 'chunks'] });
            return;
          }
          judge(wanted.last, last.chunk, last.event);
          if (!contains || contained) return;
          const message = `none of ${plural(count, 'chunk')} is as expected`;
          report({ message, expected: 'a chunk that fits', actual: 'none', from: ['expect', 'chunks', 'contains'] });
        },
      };
    };
  },
};

const parts = ['each', 'first', 'last', 'contains', 'count'] as const;

type Parts = { [part in (typeof parts)[number]]?: ExpectedValue };

async function prepareParts(expected: Json, author: Author): Promise<Parts> {
  const wanted: Parts = {};
  if (!isObject(expected)) {
    author.wrong([], 'bad-expectation', 'chunks is a map', `write ${parts.join(', ')} under it`);
    return wanted;
  }
  for (const part of parts) {
    const value = expected[part] ?? null;
    if (value !== null) wanted[part] = await expectValue('chunks', value, author, [part]);
  }
  return wanted;
}

/** A chunk is the parsed data of an event, where it is a JSON object. */
function chunkOf(event: StreamEvent): JsonObject | undefined {
  if (event.kind === 'chunk') return event.chunk;
  return event.kind === 'error' && event.prefixed && isObject(event.value) ? event.value : undefined;
}
