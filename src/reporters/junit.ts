import { plural } from '../lib/plural.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';
import type { Again, Reporter, RunEnd, RunEvent, RunStart } from '../model/run-event.ts';
import { failuresOf } from './failures.ts';
import { notRun } from './not-run.ts';
import { reasonOf } from './reason-of.ts';
import { renderAgain } from './render-again.ts';
import { renderFailure } from './render-failure.ts';
import { renderFinding } from './render-finding.ts';
import type { ReporterOptions } from './reporter-options.ts';
import { plainScreen } from './screen.ts';
import { xmlElement, xmlText } from './xml.ts';

interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

/**
 * JUnit XML: a test suite for each scenario, a test for each group. A failure is a broken contract; an error is what
 * could not be decided. Written at the end, since the numbers stand at the top.
 */
export function createJunit({ write }: ReporterOptions): Reporter {
  const suites: string[] = [];
  const all: Counts = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  let scenario: GroupRecord[] = [];
  let start: RunStart | undefined;

  const on = (event: RunEvent): void => {
    if (event.kind === 'start') start = event;
    if (event.kind === 'group-end') {
      scenario.push(event.group);
      if (event.last && start) endScenario(start);
    }
    if (event.kind === 'end' && start) end(event, start);
  };

  const endScenario = (run: RunStart) => {
    const groups = scenario;
    scenario = [];
    const [first] = groups.flatMap(({ cases }) => cases);
    if (!first) return;
    const counts = countsOf(groups);
    suites.push(
      xmlElement(
        'testsuite',
        {
          name: first.scenario,
          ...counts,
          time: seconds(groups.reduce((sum, group) => sum + group.durationMs, 0)),
          timestamp: run.startedAt.slice(0, 19),
          file: first.file,
        },
        [propertiesOf(first, run), ...groups.map((group) => testcase(group, run.again)), '\n'],
      ),
    );
    add(all, counts);
  };

  const end = (event: RunEnd, run: RunStart) => {
    const wrong = notRun(event);
    if (wrong !== undefined) {
      const counts = { tests: 1, failures: 0, errors: 1, skipped: 0 };
      const ids = event.missing.map((id) => `${id}\n`).join('');
      const error = xmlElement('error', { type: 'not-run', message: wrong }, [xmlText(`${wrong}\n${ids}`)]);
      const test = xmlElement('testcase', { name: 'every selected case has run', classname: 'run' }, [error]);
      suites.push(xmlElement('testsuite', { name: 'run', ...counts }, [test]));
      add(all, counts);
    }
    const { tests, failures, errors } = all;
    const time = event.durationMs === undefined ? undefined : seconds(event.durationMs);
    const content = suites.flatMap((suite) => ['\n', suite]);
    const document = xmlElement('testsuites', { name: run.suite, tests, failures, errors, time }, [...content, '\n']);
    write(`<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`);
  };

  return { on };
}

function testcase(group: GroupRecord, again: Again): string {
  const [first] = group.cases;
  const content = [outcomeOf(group, again), outputOf(group)].filter((each) => each !== '');
  const attributes = {
    name: group.id,
    classname: group.scenario.replaceAll('/', '.'),
    time: seconds(group.durationMs),
    // Not in the schema of Jenkins, but GitLab links to it.
    file: first?.file,
    line: first?.line,
  };
  return `\n${xmlElement('testcase', attributes, content)}`;
}

/** The type is the check that found it first, or what kept the service from being asked. */
function outcomeOf(group: GroupRecord, again: Again): string {
  const message = plainScreen.say(reasonOf(group) ?? '');
  switch (group.verdict) {
    case 'passed':
    case 'flaky':
      return '';
    case 'failed': {
      const text = failuresOf([group]).map((alike) => renderFailure(alike, false, again, plainScreen));
      const type = message.split(':')[0] ?? '';
      return xmlElement('failure', { type, message }, [xmlText(`${text.join('\n\n')}\n`)]);
    }
    case 'undecided': {
      const causes = new Set(group.cases.flatMap((ran) => ran.cause ?? []).map(plainScreen.say));
      const repeat = renderAgain(again, [plainScreen.say(group.id)], plainScreen);
      return xmlElement('error', { type: 'undecided', message }, [xmlText(`${[...causes, ...repeat].join('\n')}\n`)]);
    }
    case 'skipped':
      return xmlElement('skipped', { message });
  }
}

/** What is no failure, but must not be overlooked. */
function outputOf(group: GroupRecord): string {
  const { say } = plainScreen;
  const { cases, verdict, passed, pass } = group;
  const lines = cases.flatMap((ran) =>
    ran.findings.flatMap((finding) => {
      const { check, known, severity } = finding;
      if (known) return [`known: ${say(check)}: ${say(known.reason)} (${say(known.owner)}, until ${known.expires})`];
      if (severity !== 'warn') return [];
      return [`warning: ${say(check)}`, ...renderFinding(finding, plainScreen, { form: 'short', more: 0 })];
    }),
  );
  const notes = [
    ...(verdict === 'flaky' ? [`flaky: ${say(reasonOf(group) ?? '')}`] : []),
    ...(cases.length > 1 ? [`${passed} of ${plural(cases.length, 'repeat')} passed, ${pass} must`] : []),
    ...(cases.some((ran) => ran.synthetic) ? ['the answer is synthetic: the scenario has no mock'] : []),
    ...new Set(lines),
  ];
  return notes.length === 0 ? '' : xmlElement('system-out', {}, [xmlText(`${notes.join('\n')}\n`)]);
}

function propertiesOf({ title, line, endpoint, profile, tags }: CaseRecord, run: RunStart): string {
  const facts: readonly (readonly [string, string])[] = [
    ['title', title],
    ['line', String(line)],
    ['endpoint', endpoint],
    ['profile', profile],
    ...tags.map((tag) => ['tag', tag] as const),
    ['backend', run.backend],
    ['vertex-scenarios', run.version],
    ...Object.entries(run.flags).map(([name, value]) => [`--${name}`, [value].flat().join(' ')] as const),
  ];
  const written = facts.map(([name, value]) => xmlElement('property', { name, value: plainScreen.say(value) }));
  return `\n${xmlElement('properties', {}, written)}`;
}

function countsOf(groups: readonly GroupRecord[]): Counts {
  const of = (verdict: GroupRecord['verdict']) => groups.filter((group) => group.verdict === verdict).length;
  return { tests: groups.length, failures: of('failed'), errors: of('undecided'), skipped: of('skipped') };
}

function add(sum: Counts, more: Counts): void {
  sum.tests += more.tests;
  sum.failures += more.failures;
  sum.errors += more.errors;
  sum.skipped += more.skipped;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
