import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { CaseResult, GroupVerdict } from '../../src/model/run.ts';
import type { RunEvent } from '../../src/model/run-event.ts';
import { createJson } from '../../src/reporters/json.ts';
import { createPretty } from '../../src/reporters/pretty.ts';
import { facts } from '../run/facts.ts';
import { failed, passed, place, recordOf } from './make-result.ts';
import { report } from './report.ts';

const finding: Finding = {
  check: 'expect.content',
  severity: 'error',
  message: 'the content does not contain "yes"',
  place: place('a', 3, 'expect:'),
};
const end = { durationMs: 10, ended: 'complete', stopped: 0, missing: [], fixed: [] } as const;

/** A run of one group. */
function groupOf(cases: readonly CaseResult[], verdict: GroupVerdict, pass = 1): RunEvent[] {
  const counts = { passed: 0, flaky: 0, failed: 0, undecided: 0, skipped: 0, [verdict]: 1 };
  const records = cases.map((each) => recordOf(each));
  const passing = records.filter((ran) => ran.verdict === 'passed').length;
  const group = { id: 'a[transport=rest]', scenario: 'a', transport: 'rest', verdict, pass, passed: passing } as const;
  return [
    { kind: 'start', suite: 'A suite', backend: 'live', cases: cases.length, ...facts },
    ...records.map((record): RunEvent => ({ kind: 'case-end', case: record, exchanges: () => undefined })),
    { kind: 'group-end', group: { ...group, durationMs: 12, cases: records }, last: true },
    { kind: 'end', totals: { cases: cases.length, groups: 1, ...counts }, ...end },
  ];
}

const notes = { scenario: 'a' };
const good = passed(notes);
const bad = failed({ ...notes, findings: [finding] });

test('repeats are counted in the line of their scenario, and groups in the summary', async () => {
  const text = report(createPretty, groupOf([good, bad, good], 'failed', 3));
  expect(text).toMatch(/✗ a +rest 2\/3 /);
  expect(text).toContain('2 of 3 repeats passed, 3 must');
  expect(text).toContain('groups   1 failed of 1');
});

test('a group that passed has no failure, whatever its repeats did', () => {
  const text = report(createPretty, groupOf([good, bad, good], 'passed', 2));
  expect(text).toContain('groups   1 passed of 1');
  expect(text).not.toContain('expect.content');
});

test('a flaky group says with what it failed', () => {
  const text = report(createPretty, groupOf([{ ...good, failedBefore: [[finding]] }], 'flaky'));
  expect(text).toMatch(/~ a +rest/);
  expect(text).toContain('~ 1 case flaky\n  failed with expect.content, and passed when it ran again');
  expect(text).toContain('1 flaky of 1');
});

test('a step is named where it is not sent, and where its answer is wrong', () => {
  const unsent = [{ step: 'thank', reason: 'step answer was not answered well' }];
  const attempts = ['ask', 'answer'].map((step) => ({ step, result: 200, ms: 1 }));
  const stepped = { ...bad, attempts, unsent, findings: [{ ...finding, step: 'answer', at: { in: 'body' } as const }] };
  const text = report(createPretty, groupOf([stepped], 'failed'));
  expect(text.replace(/\s+/g, ' ')).toContain('step thank was not sent: step answer was not answered well');
  expect(text).toContain('answer    step answer body');
  expect(text).not.toContain('2 attempts');
});

const quirk = {
  rule: 'usage',
  reason: 'No usage',
  owner: 'team',
  expires: '2027-03-31',
  link: 'https://example.com/1',
};

test('what is known is told with its owner and its date, and what is fixed with the place of its quirk', () => {
  const known = passed({ ...notes, findings: [{ ...finding, check: 'usage', severity: 'info', known: quirk }] });
  const events = groupOf([known], 'passed').map((event) =>
    event.kind === 'end' ? { ...event, fixed: [{ quirk, place: place('suite', 7, '  - rule: usage') }] } : event,
  );
  const text = report(createPretty, events);
  expect(text).toContain('≈ usage: known in 1 case\n  No usage (team, until 2027-03-31, https://example.com/1)');
  expect(text.replace(/\s+/g, ' ')).toContain('✓ usage: fixed No usage: this no longer happens. Remove the quirk at');
  const document = JSON.parse(report(createJson, events));
  expect(document.fixedQuirks).toEqual([quirk]);
  expect(document.cases[0].findings[0].known).toEqual(quirk);
});

test('the JSON lists groups of more than one try, and no others', () => {
  const groups = (events: RunEvent[]) => JSON.parse(report(createJson, events)).groups;
  expect(groups(groupOf([good, bad], 'passed'))).toEqual([
    { id: 'a[transport=rest]', verdict: 'passed', cases: 2, passed: 1, pass: 1 },
  ]);
  expect(groups(groupOf([{ ...good, failedBefore: [[finding]] }], 'flaky'))).toHaveLength(1);
  expect(groups(groupOf([good], 'passed'))).toEqual([]);
});
