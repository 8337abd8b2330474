import { isObject } from '../../lib/is-object.ts';
import type { Author, Facet } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { expectValue } from '../expect-value.ts';
import { parseText } from '../parse-text.ts';
import { type FieldJudge, recordFacet } from '../record-facet.ts';

export const sent: Facet = recordFacet('sent', {
  subject: 'the request that was sent',
  at: { in: 'sent' },
  take(_answer, { exchange: { request } }) {
    const body = parseText(request.body);
    return { value: { ...request, body: 'wrong' in body ? request.body : body.value } };
  },
  fields: { headers: prepareHeaders },
});

/** Headers are a map of their own: a rule for each name. Their values are text, whatever YAML made of it. */
async function prepareHeaders(expected: Json, author: Author): Promise<FieldJudge> {
  if (!isObject(expected)) {
    author.wrong(['headers'], 'bad-expectation', 'headers are a map by name', 'write headers: {name: value}');
    return () => [];
  }
  const judges: FieldJudge[] = [];
  for (const [name, wanted] of Object.entries(expected)) {
    if (wanted === null) continue;
    const text = typeof wanted === 'number' || typeof wanted === 'boolean' ? String(wanted) : wanted;
    const value = await expectValue('sent', text, author, ['headers', name]);
    judges.push((record, at) => {
      const headers = isObject(record['headers']) ? record['headers'] : {};
      const found = headers[name.toLowerCase()];
      const place = { ...at, pointer: `/headers/${name.toLowerCase()}` };
      if (found !== undefined) return value.judge(found, `the header ${name} that was sent`, place);
      const message = `the header ${name} was not sent`;
      return [{ message, expected: name, actual: 'none', at: place, from: ['expect', 'sent', 'headers', name] }];
    });
  }
  return (record, at, answer) => judges.flatMap((judge) => judge(record, at, answer));
}
