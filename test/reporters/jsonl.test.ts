import { expect, test } from 'vitest';
import { createJson } from '../../src/reporters/json.ts';
import { createJsonl } from '../../src/reporters/jsonl.ts';
import { schemaOf } from './ajv.ts';
import { report } from './report.ts';
import { allGreen, matrix, mixed, runOf, stopped } from './runs.ts';

const validate = schemaOf('run-line');
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

for (const [name, events] of Object.entries({ allGreen, matrix, mixed, stopped, empty: runOf([]) })) {
  test(`each line of the run "${name}" is valid against the published schema`, () => {
    for (const line of linesOf(report(createJsonl, events))) {
      validate(line);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
}

test('the schema is closed, and a line of another kind is refused', () => {
  const [start, , ended] = linesOf(report(createJsonl, mixed));
  expect(validate({ ...start, more: 1 })).toBe(false);
  expect(validate({ ...ended, case: { ...ended.case, more: 1 } })).toBe(false);
  expect(validate({ kind: 'other' })).toBe(false);
});

test('a line is written the moment something happens, and cases are those of the JSON report', () => {
  const upTo = linesOf(report(createJsonl, mixed.slice(0, 3)));
  expect(upTo.map(({ kind }) => kind)).toEqual(['start', 'case-start', 'case-end']);
  const lines = linesOf(report(createJsonl, mixed));
  expect(lines.map(({ kind }) => kind)).toEqual(mixed.map(({ kind }) => kind));
  const cases = lines.filter(({ kind }) => kind === 'case-end').map((line) => line.case);
  expect(cases).toEqual(JSON.parse(report(createJson, mixed)).cases);
});
