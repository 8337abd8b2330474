import type { FacetName } from '../contract/facets.ts';
import { isObject } from '../lib/is-object.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { listWords } from '../lib/list-words.ts';
import type { Answer } from '../model/answer.ts';
import type { Author, CheckContext, Facet, Found } from '../model/check.ts';
import type { AnswerPlace } from '../model/finding.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { expectValue } from './expect-value.ts';
import type { Taken } from './value-facet.ts';

/** One field of a record facet: judges what the record has under its name. */
export type FieldJudge = (record: Fields, at: AnswerPlace, answer: Answer) => readonly Found[];

type Fields = Readonly<Record<string, unknown>>;

/** A facet with a rule per field, and with `schema` one for all of them together. */
export function recordFacet(
  name: FacetName,
  options: {
    /** Of sentences: `usage`. */
    readonly subject: string;
    readonly at: AnswerPlace;
    /** The record, or why there is none. */
    readonly take: (answer: Answer, context: CheckContext) => Taken;
    readonly applies?: Facet['applies'];
    /** Fields that are not compared as values are. */
    readonly fields?: {
      readonly [field: string]: (expected: Json, author: Author) => FieldJudge | Promise<FieldJudge>;
    };
    /** What is expected, turned into the form the record has. */
    readonly read?: (expected: Json, field: string) => Json;
  },
): Facet {
  const { subject, at, take, applies, fields = {}, read = (expected: Json) => expected } = options;

  async function prepareField(field: string, expected: Json, author: Author): Promise<FieldJudge> {
    const own = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (own) return own(expected, author);
    const value = await expectValue(name, read(expected, field), author, [field]);
    if (field === 'schema') return (record, place) => value.judge(record, subject, place);
    return (record, at) => {
      const place = { ...at, pointer: (at.pointer ?? '') + toPointer([field]) };
      const found = Object.hasOwn(record, field) ? record[field] : undefined;
      if (found !== undefined) return value.judge(found, `${field} of ${subject}`, place);
      const keys = Object.keys(record);
      const actual = keys.length === 0 ? 'no fields' : listWords(keys, 'and', 8);
      return [
        {
          message: `there is no ${field} in ${subject}`,
          expected: field,
          actual,
          at: place,
          from: ['expect', name, field],
        },
      ];
    };
  }

  return {
    applies: applies ?? (() => true),
    async prepare(expected, author) {
      if (!isObject(expected)) {
        author.wrong([], 'bad-expectation', `${name} is a map of its fields`, `write ${name}: {field: value}`);
        return () => ({});
      }
      const judges: FieldJudge[] = [];
      for (const [field, wanted] of Object.entries(expected as JsonObject)) {
        if (wanted !== null) judges.push(await prepareField(field, wanted, author));
      }
      return (context, report) => ({
        end(answer) {
          const taken = take(answer, context);
          if ('missing' in taken) {
            const { missing, actual } = taken;
            report({ message: missing, at, ...(actual !== undefined && { actual }), from: ['expect', name] });
            return;
          }
          const record = isObject(taken.value) ? taken.value : {};
          for (const judge of judges) for (const found of judge(record, at, answer)) report(found);
        },
      });
    },
  };
}
