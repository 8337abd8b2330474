import { expect, test } from 'vitest';
import type { RunEnd } from '../../../src/model/run-event.ts';
import { addFailure, type FailedChecks, notesOf } from '../../../src/reporters/html/notes.ts';
import { createTally } from '../../../src/reporters/tally.ts';
import { failed, place, recordOf } from '../make-result.ts';

const end: RunEnd = {
  ...{ kind: 'end', ended: 'complete', durationMs: 2, stopped: 0, missing: [], fixed: [] },
  totals: { cases: 2, groups: 2, passed: 0, flaky: 0, failed: 2, undecided: 0, skipped: 0 },
};

function noteOn(messages: readonly string[]): string[] {
  const checks: FailedChecks = new Map();
  for (const [n, message] of messages.entries()) {
    const scenario = `s${n}`;
    const finding = { check: 'usage', severity: 'error', message, place: place(scenario, 3, 'request:') } as const;
    const ran = recordOf(failed({ scenario, findings: [finding] }));
    addFailure(checks, {
      ...{ id: ran.id, scenario, transport: 'rest', verdict: 'failed', pass: 1, passed: 0, durationMs: 1 },
      cases: [ran],
    });
  }
  return notesOf(checks, createTally(), end).map(({ text }) => text);
}

test('a check that says the same in every group is told in these words', () => {
  expect(noteOn(['the answer has no usage', 'the answer has no usage'])).toEqual(['usage: the answer has no usage']);
});

test('one that says different things is told with an example', () => {
  expect(noteOn(['the answer has no usage', 'usage has no total_tokens'])).toEqual([
    'usage, for example: the answer has no usage',
  ]);
});
