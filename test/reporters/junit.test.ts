import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { RunEvent } from '../../src/model/run-event.ts';
import { createJunit } from '../../src/reporters/junit.ts';
import { expectGolden } from '../expect-golden.ts';
import { hostile } from './hostile.ts';
import { failed, passed, place } from './make-result.ts';
import { report } from './report.ts';
import { allGreen, matrix, mixed, runOf, stopped } from './runs.ts';

/** The schema by which the xUnit plugin of Jenkins reads JUnit files; the file says where it is from. */
const schema = readFileSync(join(import.meta.dirname, 'junit-10.xsd'), 'utf8');

const runs: { readonly [name: string]: readonly RunEvent[] } = { 'all-green': allGreen, mixed, stopped, matrix };

/** What `xmllint` has against a document. It also says where it is not well-formed. */
async function wrong(xml: string): Promise<readonly string[]> {
  // Two attributes more than that schema knows: GitLab links a test to its file, and others to its line.
  const strict = xml.replace(/(<testcase [^>]*?) file="[^"]*" line="\d+"/g, '$1');
  const { errors } = await validateXML({
    xml: { fileName: 'junit.xml', contents: strict },
    schema: { fileName: 'junit-10.xsd', contents: schema },
  });
  return errors.map(({ message }) => message);
}

for (const [name, events] of Object.entries({ ...runs, hostile, empty: runOf([]) })) {
  test(`the JUnit report of the run "${name}" is valid by the schema of Jenkins`, async () => {
    expect(await wrong(report(createJunit, events))).toEqual([]);
  });
}

test('what is not valid would be seen', async () => {
  const xml = report(createJunit, mixed);
  expect(await wrong(xml.replace('<testsuite name=', '<testsuite nme='))).not.toEqual([]);
  expect(await wrong(xml.replace('</testsuite>', ''))).not.toEqual([]);
});

for (const name of ['mixed', 'stopped']) {
  test(`the JUnit report of the run "${name}" reads as agreed`, () => {
    const golden = join(import.meta.dirname, 'goldens', name, 'junit.golden.xml');
    expectGolden(golden, report(createJunit, runs[name] ?? []));
  });
}

test('numbers count groups: failed is a failure, undecided an error', () => {
  const xml = report(createJunit, mixed);
  expect(xml).toContain('tests="30" failures="5" errors="2" time=');
  expect(xml.match(/<testcase /g)).toHaveLength(30);
  expect(xml.match(/<failure /g)).toHaveLength(5);
  expect(xml.match(/<error type="undecided"/g)).toHaveLength(2);
  expect(xml.match(/<skipped /g)).toHaveLength(2);
});

test('a test has its file and line, a failure the check that found it, both places and the command', () => {
  const finding = {
    check: 'usage',
    severity: 'error',
    message: 'there is no usage',
    at: { in: 'body', pointer: '/usage' },
    place: place('managed/a', 7, 'request:'),
  } as const;
  const xml = report(createJunit, runOf([failed({ scenario: 'managed/a', findings: [finding] })]));
  expect(xml).toContain('classname="managed.a" time="0.012" file="scenarios/managed/a.yaml" line="2"');
  expect(xml).toContain('<failure type="usage" message="usage: there is no usage">');
  expect(xml).toContain('body /usage');
  expect(xml).toContain('scenarios/managed/a.yaml:7:1');
  expect(xml).toContain("again: npx vertex-scenarios run 'managed/a[transport=rest]'");
});

test('of a run that did not come to its end there is an error more', () => {
  expect(report(createJunit, stopped)).toContain('<error type="not-run" message="24 selected cases did not run');
  const missing = allGreen.map((event) =>
    event.kind === 'end' ? ({ ...event, ended: 'incomplete', missing: ['x[transport=rest]'] } as const) : event,
  );
  const xml = report(createJunit, missing);
  expect(xml).toContain('message="1 selected case without a result: the run did not come to its end"');
  expect(xml).toContain('x[transport=rest]\n</error>');
  expect(report(createJunit, allGreen)).not.toContain('<error');
});

test('what is known, flaky or warned of stands beside a test that passed', () => {
  const quirk = { rule: 'usage', reason: 'No usage', owner: 'team', expires: '2027-03-31' };
  const finding = { check: 'usage', message: 'there is no usage', place: place('a', 7, 'request:') } as const;
  const xml = report(
    createJunit,
    runOf([
      passed({ scenario: 'a', findings: [{ ...finding, severity: 'info', known: quirk }] }),
      passed({ scenario: 'b', findings: [{ ...finding, severity: 'warn' }] }),
      { ...passed({ scenario: 'c' }), failedBefore: [[{ ...finding, severity: 'error' }]] },
      passed({ scenario: 'd', findings: [{ ...finding, severity: 'info' }] }),
    ]),
  );
  expect(xml).toContain('known: usage: No usage (team, until 2027-03-31)');
  expect(xml).toContain('warning: usage\n  there is no usage');
  expect(xml).toContain('flaky: failed with usage, and passed when it ran again');
  expect(xml.match(/<system-out>/g)).toHaveLength(3);
});
