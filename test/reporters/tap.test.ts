import { join } from 'node:path';
import { Parser } from 'tap-parser';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/model/run-event.ts';
import { createTap } from '../../src/reporters/tap.ts';
import { expectGolden } from '../expect-golden.ts';
import { hostile } from './hostile.ts';
import { report } from './report.ts';
import { allGreen, matrix, mixed, runOf, stopped } from './runs.ts';

/** What a TAP parser that knows nothing of us makes of it; `strict` fails on whatever is no TAP. */
function parsed(tap: string) {
  const points: { ok: boolean; name: string; skip?: string | boolean; diag?: Record<string, unknown> }[] = [];
  const parser = new Parser({ strict: true });
  parser.on('assert', (point) => points.push(point));
  parser.end(tap);
  const { results } = parser;
  if (!results) throw new Error('the parser has no results');
  return { points, results };
}

const runs: { readonly [name: string]: readonly RunEvent[] } = { allGreen, matrix, mixed, stopped, hostile };

for (const [name, events] of Object.entries(runs)) {
  test(`a TAP parser reads the run "${name}": as many points as groups, and nothing that is no TAP`, () => {
    const { points, results } = parsed(report(createTap, events));
    const end = events.at(-1);
    if (end?.kind !== 'end') throw new Error('the run does not end');
    const { totals } = end;
    const more = name === 'stopped' ? 1 : 0;
    expect(points).toHaveLength(totals.groups + more);
    expect(results).toMatchObject({ count: totals.groups + more, fail: totals.failed + totals.undecided + more });
    expect(results.failures.filter((failure) => 'tapError' in failure && failure.tapError)).toEqual([]);
    expect(results.bailout).toBe(false);
    expect(results.todo).toBe(0);
  });
}

test('the parser would see a plan that is wrong', () => {
  const { results } = parsed(report(createTap, mixed).replace('1..30', '1..29'));
  expect(results.ok).toBe(false);
  expect(results.failures.some((failure) => 'tapError' in failure && failure.tapError)).toBe(true);
});

test('the TAP of a run reads as agreed', () => {
  expectGolden(join(import.meta.dirname, 'goldens/mixed/tap.golden.tap'), report(createTap, mixed));
});

test('diagnostics say what, where and how to repeat it', () => {
  const { points } = parsed(report(createTap, mixed));
  const failure = points.find(({ name }) => name.startsWith('managed/answer-in-json-schema[transport=sdk]'));
  expect(failure?.diag).toMatchObject({
    verdict: 'failed',
    message: 'expect.status: the status is not the one that is expected',
    file: 'scenarios/managed/answer-in-json-schema.yaml',
    line: 2,
    again: "npx vertex-scenarios run 'managed/answer-in-json-schema[transport=sdk]'",
    findings: [{ check: 'expect.status', expected: '2xx', actual: '400', at: { in: 'body' } }],
  });
  const skipped = points.filter(({ skip }) => skip);
  expect(skipped.map(({ skip }) => skip)).toEqual(Array(2).fill('needs env.VERTEX_IMAGE_BUCKET, which is not set'));
});

test('a run without a case is a plan without a point', () => {
  expect(report(createTap, runOf([]))).toMatch(/\n1\.\.0\n$/);
});
