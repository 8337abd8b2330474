import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textWidth } from '../../src/lib/columns.ts';
import { createRedactor } from '../../src/lib/redact.ts';
import { createStyle } from '../../src/lib/style.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RunEvent } from '../../src/model/run-event.ts';
import { createPretty } from '../../src/reporters/pretty.ts';
import { expectGolden } from '../expect-golden.ts';
import { facts } from '../run/facts.ts';
import { failed, passed, place, skipped, undecided } from './make-result.ts';
import { report } from './report.ts';
import { allGreen, matrix, mixed, runOf, stopped } from './runs.ts';

const runs: { readonly [behaviour: string]: readonly RunEvent[] } = {
  'all-green': allGreen,
  mixed,
  stopped,
  matrix,
  'all-skipped': runOf([skipped({ scenario: 'managed/tuned' }, 'waits for a new endpoint')]),
};

for (const [behaviour, events] of Object.entries(runs)) {
  const golden = (name: string) => join(import.meta.dirname, 'goldens', behaviour, `${name}.golden.txt`);

  for (const width of [80, 120]) {
    test(`the report of the run "${behaviour}" reads as agreed at ${width} columns`, () => {
      expectGolden(golden(String(width)), report(createPretty, events, { width }));
    });
  }

  test(`the run "${behaviour}" reads as agreed on a terminal with colour`, () => {
    expectGolden(golden('80-tty'), report(createPretty, events, { style: createStyle(true), tty: true }));
  });

  test(`colour changes nothing else in the report of the run "${behaviour}"`, () => {
    const coloured = report(createPretty, events, { style: createStyle(true) });
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(report(createPretty, events));
  });
}

test('nothing but commands and ids is wider than the terminal', () => {
  const lines = report(createPretty, mixed, { width: 80 }).split('\n');
  const wide = lines.filter((line) => textWidth(line) > 80);
  expect(wide.filter((line) => !/npx vertex-scenarios run|^ {9}'/.test(line))).toEqual([]);
});

test('a terminal too narrow for anything still gets its report', () => {
  const wide = report(createPretty, mixed, { width: 1, tty: true });
  expect(wide).toContain('5 failed');
});

test('46 cases and their summary fit a screen of 40 lines', () => {
  const results = Array.from({ length: 23 }, (_, index) => `managed/variant-${index}`).flatMap((scenario) => [
    passed({ scenario, transport: 'rest' }),
    passed({ scenario, transport: 'sdk' }),
  ]);
  expect(report(createPretty, runOf(results)).split('\n').length).toBeLessThan(40);
});

test('off a terminal a failure is written as soon as its scenario is over', () => {
  const upToTheFailure = mixed.slice(0, mixed.findIndex(isFailure) + 3);
  expect(report(createPretty, upToTheFailure)).toContain('expect.status: the status is not the one');
  expect(report(createPretty, upToTheFailure, { tty: true })).not.toContain('expect.status');
});

function isFailure(event: RunEvent): boolean {
  return event.kind === 'case-end' && event.case.verdict === 'failed';
}

test('no text from outside reaches a terminal with control characters or secrets in it', () => {
  const secret = 'sk-very-secret-1';
  const evil = `\u001b]0;evil\u0007\u202e${secret}\r\n`;
  const finding = (severity: Finding['severity']): Finding => ({
    check: `check${evil}`,
    severity,
    message: evil,
    expected: evil,
    actual: evil,
    at: { event: 1, in: 'chunk', pointer: `/${evil}`, excerpt: evil },
    place: { ...place(`x${evil}`, 3, `  key: ${evil}`), length: 5 },
  });
  const notes = { scenario: `a${evil}`, title: evil, row: { axis: evil }, layout: evil };
  const findings = [finding('error'), finding('warn')];
  const redact = createRedactor([{ kind: 'secret', value: secret, label: '[secrets.KEY]' }]);
  const results = [
    failed({ ...notes, findings }),
    failed({ ...notes, findings, status: 500, transport: 'sdk' }),
    undecided({ ...notes, scenario: `b${evil}` }, evil),
    skipped({ ...notes, scenario: `c${evil}` }, evil),
    passed({ ...notes, scenario: `d${evil}`, findings: [finding('warn')] }),
  ];
  const start: RunEvent = { kind: 'start', suite: redact(evil), backend: 'mock', cases: 5, ...facts };
  const text = report(createPretty, [start, ...runOf(results, 'mock', false, redact).slice(1)]);
  expect(text).toContain('[secrets.KEY]');
  expect(text).not.toContain(secret);
  expect(text).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
});

test('a passed run on mocks says that it says nothing about a model; a live one does not', () => {
  const results = [passed({ scenario: 'managed/stream-a-story' })];
  expect(report(createPretty, runOf(results, 'mock'))).toContain('they say nothing about a model');
  expect(report(createPretty, runOf(results, 'live'))).not.toContain('they say nothing about a model');
});

test('of a check that warns of several things each is shown, and of one thing with many values one', () => {
  const warning = (message: string): Finding => ({
    check: 'thoughts',
    severity: 'warn',
    message,
    place: place('a', 1, 'request:'),
  });
  const messages = ['choice 0 opens <think>', 'choice 1 opens <think>', 'choice 0 has thoughts', 'it ends with "x1"'];
  const text = report(createPretty, runOf([passed({ scenario: 'a', findings: messages.map(warning) })]));
  expect(text).toContain('thoughts: 4 warnings in 1 case');
  expect(text.match(/opens <think>/g)).toHaveLength(1);
  expect(text).toContain('choice 0 has thoughts');
  expect(text).toContain('it ends with "x1"');
});
