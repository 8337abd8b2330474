import { expect, test } from 'vitest';
import { createRedactor } from '../../src/lib/redact.ts';
import { createJson } from '../../src/reporters/json.ts';
import { schemaOf } from './ajv.ts';
import { failed, passed, place, skipped, undecided } from './make-result.ts';
import { report } from './report.ts';
import { allGreen, matrix, mixed, runOf, stopped } from './runs.ts';

const validate = schemaOf('run');

const runs = { allGreen, matrix, mixed, stopped, empty: runOf([]) };

for (const [name, events] of Object.entries(runs)) {
  test(`the report of the run "${name}" is valid against the published schema`, () => {
    validate(JSON.parse(report(createJson, events)));
    expect(validate.errors ?? []).toEqual([]);
  });
}

test('the schema is closed: a key it does not describe is refused, at the top and in a case', () => {
  const document = JSON.parse(report(createJson, mixed));
  expect(validate({ ...document, more: 1 })).toBe(false);
  expect(validate({ ...document, cases: [{ ...document.cases[0], more: 1 }] })).toBe(false);
});

test('a case holds what became of it, and its checks, attempts and findings', () => {
  const finding = {
    check: 'usage',
    severity: 'error',
    message: 'there is no usage',
    at: { in: 'body', pointer: '/usage' },
    place: place('managed/a', 7, 'request:'),
  } as const;
  const result = failed({ scenario: 'managed/a', asked: ['usage'], findings: [finding], row: { n: 2 }, ms: 3.125 });
  const document = JSON.parse(report(createJson, runOf([result])));
  expect(document.cases).toEqual([
    {
      id: 'managed/a[n=2,transport=rest]',
      group: { id: 'managed/a[n=2,transport=rest]', count: 1, pass: 1 },
      scenario: 'managed/a',
      file: 'scenarios/managed/a.yaml',
      line: 2,
      title: 'Ask a question',
      tags: [],
      endpoint: 'managed',
      profile: 'vertex-gemini',
      transport: 'rest',
      row: { n: 2 },
      repeat: 1,
      verdict: 'failed',
      durationMs: 3.1,
      attempts: [{ result: 200, durationMs: 3.1 }],
      checks: { asked: ['usage'], notApplicable: [] },
      findings: [finding],
      synthetic: false,
      mocked: true,
    },
  ]);
});

test('undecided cases have a cause, skipped ones a reason and who wanted it', () => {
  const results = [
    undecided({ scenario: 'a' }, 'the quota is used up'),
    skipped({ scenario: 'b' }, 'not yet', 'author'),
    skipped({ scenario: 'c' }, 'interrupted before it began', 'run'),
  ];
  const { cases } = JSON.parse(report(createJson, runOf(results)));
  expect(cases[0]).toMatchObject({ verdict: 'undecided', cause: 'the quota is used up' });
  expect(cases[1]).toMatchObject({ verdict: 'skipped', reason: 'not yet', skippedBy: 'author', mocked: false });
  expect(cases[2]).toMatchObject({ verdict: 'skipped', skippedBy: 'run' });
});

test('a case is written when it ends, on a line of its own', () => {
  const [start, , ended] = runOf([passed({ scenario: 'managed/a' }), passed({ scenario: 'managed/b' })]);
  if (start === undefined || ended === undefined) throw new Error('the run has no events');
  expect(report(createJson, [start, ended]).split('\n').at(-1)).toMatch(/^\{"id":"managed\/a\[.*\}$/);
});

test('a run that did not come to its end leaves a document that does not parse', () => {
  expect(() => JSON.parse(report(createJson, mixed.slice(0, -1)))).toThrow(SyntaxError);
});

test('secrets are redacted wherever they stand', () => {
  const secret = 'sk-very-secret-1';
  const redact = createRedactor([{ kind: 'secret', value: secret, label: '[secrets.KEY]' }]);
  const finding = {
    check: 'schema',
    severity: 'error',
    message: `no ${secret}`,
    at: { in: 'body', excerpt: `{"key":"${secret}"}` },
    place: place('managed/a', 7, `key: ${secret}`),
  } as const;
  const result = failed({ scenario: 'managed/a', title: secret, row: { key: [secret] }, findings: [finding] });
  const text = report(createJson, runOf([result], 'live', false, redact));
  expect(text).not.toContain(secret);
  expect(text.match(/\[secrets\.KEY\]/g)).toHaveLength(7);
});
