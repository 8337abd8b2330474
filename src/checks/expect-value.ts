import { isObject } from '../lib/is-object.ts';
import type { Author, Found, Validate } from '../model/check.ts';
import type { AnswerPlace } from '../model/finding.ts';
import type { Json, Path } from '../model/json.ts';
import { speaksOfNull } from '../schema/subschemas.ts';
import { deviate } from './deviate.ts';

/** What is expected of one value, as `expect` writes it: a scalar equals it, a list has it, a map is its schema. */
export interface ExpectedValue {
  /** What is wrong with a value; `subject` names it in sentences. Null is no value unless the author speaks of it. */
  judge(value: unknown, subject: string, at: AnswerPlace): readonly Found[];
}

/** Compiles an expected value. `path` is its place below the facet `name`. */
export async function expectValue(
  name: string,
  expected: Json,
  author: Author,
  path: Path = [],
): Promise<ExpectedValue> {
  if (Array.isArray(expected) && expected.length === 0) {
    author.wrong(path, 'bad-expectation', 'an empty list allows no value', 'list the values, or write {const: []}');
  }
  const isSchema = isObject(expected);
  const validate = await author.compile(toSchema(expected), path);
  const allowsNull = isSchema ? speaksOfNull(expected) : expected === null;
  const from = (keyword: Path): Path => ['expect', name, ...path, ...(isSchema ? keyword : [])];
  return { judge: (value, subject, at) => judgeValue(value, subject, at, { validate, allowsNull, from }) };
}

interface Compiled {
  readonly validate: Validate;
  readonly allowsNull: boolean;
  readonly from: (keyword: Path) => Path;
}

function judgeValue(value: unknown, subject: string, at: AnswerPlace, compiled: Compiled): readonly Found[] {
  const { validate, allowsNull, from } = compiled;
  if (value === null && !allowsNull) {
    return [
      {
        message: `there is no ${subject.replace(/^the /, '')}`,
        expected: 'a value',
        actual: 'null',
        at,
        from: from([]),
      },
    ];
  }
  return validate(value, subject).map((each) => ({ ...deviate(each, at), from: from(each.path) }));
}

function toSchema(expected: Json): Json {
  if (isObject(expected)) return expected;
  return Array.isArray(expected) ? { enum: expected } : { const: expected };
}
