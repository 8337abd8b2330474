import { excerpt } from '../../lib/show-value.ts';
import type { StreamSummary } from '../../model/answer.ts';
import type { Author, Facet, Found } from '../../model/check.ts';
import type { AnswerPlace } from '../../model/finding.ts';
import type { Json } from '../../model/json.ts';
import { compileLayout, printLayout } from '../../wire/layout.ts';
import { needsStream } from '../needs-stream.ts';
import { type FieldJudge, recordFacet } from '../record-facet.ts';

export const stream: Facet = recordFacet('stream', {
  subject: 'the stream',
  at: { in: 'completion' },
  applies: needsStream('stream'),
  take: ({ stream: summary, status }) =>
    summary
      ? { value: { ...summary, layout: printLayout(summary.layout, 'collapsed') } }
      : { missing: 'there is no stream: a whole answer came', actual: `status ${status}` },
  fields: { layout: prepareLayout },
});

function prepareLayout(expected: Json, author: Author): FieldJudge {
  if (typeof expected !== 'string') {
    author.wrong(['layout'], 'bad-layout', 'the layout is not text', 'quote it: layout: "R?CFU?D"');
    return () => [];
  }
  const pattern = compileLayout(expected);
  if ('error' in pattern) {
    author.wrong(['layout'], 'bad-layout', `${expected} is no layout: ${pattern.error}`);
    return () => [];
  }
  return (_record, at, { stream: summary }) => (summary ? judgeLayout(summary, expected, pattern, at) : []);
}

function judgeLayout(
  { layout }: StreamSummary,
  expected: string,
  pattern: { matches(layout: StreamSummary['layout']): boolean },
  at: AnswerPlace,
): Found[] {
  if (pattern.matches(layout)) return [];
  const collapsed = excerpt(printLayout(layout, 'collapsed'));
  const counted = excerpt(printLayout(layout, 'counted'));
  const actual = counted === collapsed ? collapsed : `${collapsed} (${counted})`;
  return [
    {
      message: `the stream has the layout ${collapsed}, which does not match ${expected}`,
      expected,
      actual,
      at,
      from: ['expect', 'stream', 'layout'],
    },
  ];
}
