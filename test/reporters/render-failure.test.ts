import { expect, test } from 'vitest';
import { createStyle } from '../../src/lib/style.ts';
import type { Finding } from '../../src/model/finding.ts';
import { failureKey } from '../../src/reporters/failures.ts';
import { renderFailure } from '../../src/reporters/render-failure.ts';
import { failed, place, recordOf } from './make-result.ts';

const screen = { style: createStyle(false), width: 80, say: (text: string) => text };
const again = { command: 'npx vertex-scenarios run', idPrefix: '' };

function finding(changed: Partial<Finding> = {}): Finding {
  return { check: 'schema', severity: 'error', message: 'id is missing', place: place('a', 3, 'request:'), ...changed };
}

function record(findings: readonly Finding[], transport: 'rest' | 'sdk' = 'rest') {
  const ran = recordOf(failed({ scenario: 'a', findings, transport }));
  const { group, scenario, durationMs } = ran;
  const base = { id: group.id, scenario, transport, durationMs, cases: [ran] };
  return { ran, group: { ...base, verdict: 'failed', pass: 1, passed: 0 } as const };
}

test('findings that differ in the place in the answer alone are one, with the first place and the number of the others', () => {
  const findings = [4, 5, 9].map((event) => finding({ at: { event, in: 'chunk', pointer: '/id' } }));
  const text = renderFailure([record(findings)], true, again, screen);
  expect(text.match(/id is missing/g)).toHaveLength(1);
  expect(text).toContain('chunk 4 /id and 2 more like it');
});

test('a place that is the whole answer has nothing behind its name', () => {
  const text = renderFailure([record([finding({ at: { in: 'completion', pointer: '' } })])], true, again, screen);
  expect(text).toMatch(/answer {4}completion$/m);
});

test('an excerpt shows a line break as one, and an empty excerpt is no line', () => {
  const render = (excerpt: string) =>
    renderFailure([record([finding({ at: { in: 'body', excerpt } })])], true, again, screen);
  expect(render('a\nb')).toMatch(/answer {4}body\n +a↵b\n/);
  expect(render('')).toMatch(/answer {4}body\n +yaml/);
});

test('of one check three findings are shown, and it is said how many more there are', () => {
  const findings = Array.from({ length: 7 }, (_, index) => finding({ message: `key ${index} is missing` }));
  const text = renderFailure([record([...findings, finding({ check: 'usage' })])], true, again, screen);
  expect(text.match(/key \d is missing/g)).toEqual(['key 0 is missing', 'key 1 is missing', 'key 2 is missing']);
  expect(text).toContain('usage: id is missing');
  expect(text).toContain('and 4 more findings: 4 of schema');
});

test('of one case ten findings are shown', () => {
  const findings = Array.from({ length: 14 }, (_, index) => finding({ check: `expect.facet-${index}` }));
  const text = renderFailure([record(findings)], true, again, screen);
  expect(text.match(/id is missing/g)).toHaveLength(10);
  expect(text).toContain('and 4 more findings: 1 of expect.facet-10,');
});

test('warnings are left to their own place in the report', () => {
  const text = renderFailure(
    [record([finding(), finding({ check: 'finish-known', severity: 'warn' })])],
    true,
    again,
    screen,
  );
  expect(text).not.toContain('finish-known');
});

test('the command names the scenario where all of its cases failed, otherwise the cases, quoted', () => {
  const alike = [record([finding()]), record([finding()], 'sdk')];
  expect(renderFailure(alike, true, again, screen)).toMatch(/again: npx vertex-scenarios run a$/);
  expect(renderFailure(alike, false, again, screen)).toMatch(
    /again: npx vertex-scenarios run 'a\[transport=rest\]' 'a\[transport=sdk\]'$/,
  );
});

test('two cases failed alike when their errors are equal but for the place in the answer', () => {
  const key = (findings: readonly Finding[]) => failureKey(record(findings).ran);
  expect(key([finding({ at: { event: 1 } })])).toBe(key([finding({ at: { event: 2 } })]));
  expect(key([finding(), finding({ severity: 'warn' })])).toBe(key([finding()]));
  expect(key([finding({ actual: '1' })])).not.toBe(key([finding({ actual: '2' })]));
});
