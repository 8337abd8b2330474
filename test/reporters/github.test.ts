import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { createGithub } from '../../src/reporters/github.ts';
import { withoutCommands } from '../../src/reporters/workflow-command.ts';
import { expectGolden } from '../expect-golden.ts';
import { hostile } from './hostile.ts';
import { failed, passed, place, undecided } from './make-result.ts';
import { report } from './report.ts';
import { allGreen, mixed, runOf, stopped } from './runs.ts';

/** A line as the runner of GitHub reads it (`ActionCommand.TryParseV2` of actions/runner). */
function command(line: string) {
  const [, name, properties = '', data = ''] = /^::(\S+?)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
  if (name === undefined) throw new Error(`no command: ${line}`);
  const pairs = properties.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, at),
      unescaped(pair.slice(at + 1))
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ','),
    ];
  });
  return { name, ...Object.fromEntries(pairs), message: unescaped(data) };
}

const unescaped = (text: string) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
const finding = (message: string, severity: Finding['severity'] = 'error', scenario = 'a'): Finding => ({
  check: 'expect.content',
  severity,
  message,
  place: place(scenario, 3, '  content: good', 'good'),
});

test('the annotations of a run read as agreed', () => {
  expectGolden(join(import.meta.dirname, 'goldens/mixed/github.golden.txt'), report(createGithub, mixed));
});

test('a cause is one annotation on its line of YAML, however many cases have it', () => {
  const results = ['rest', 'sdk'].map((transport) =>
    failed({ scenario: 'a', transport: transport as 'rest' | 'sdk', findings: [finding('it is bad')] }),
  );
  const [line, ...more] = linesOf(report(createGithub, runOf(results)));
  expect(more).toEqual([]);
  const { message, ...rest } = command(line ?? '');
  expect(rest).toEqual({
    ...{ name: 'error', file: 'scenarios/a.yaml', line: '3', col: '12', endColumn: '15', title: 'expect.content' },
  });
  expect(message).toContain('it is bad\n\na[transport=rest]\na[transport=sdk]\n\nagain: npx vertex-scenarios run');
});

test('files are named from the root of the repository', () => {
  const text = report(createGithub, runOf([failed({ scenario: 'a', findings: [finding('x')] })]), {
    filePrefix: 'packages/api/',
  });
  expect(text).toContain('::error file=packages/api/scenarios/a.yaml,');
});

test('what is undecided or did not run is an error, a warning a warning, what is well nothing', () => {
  expect(report(createGithub, allGreen)).toBe('');
  const outage = undecided({ scenario: 'a' }, 'the quota is used up');
  const other = undecided({ scenario: 'b' }, 'the quota is used up');
  expect(linesOf(report(createGithub, runOf([outage, other]))).map(command)).toMatchObject([
    { name: 'error', title: 'undecided', file: 'scenarios/a.yaml', line: '2' },
  ]);
  const warned = passed({ scenario: 'a', findings: [finding('odd', 'warn')] });
  expect(linesOf(report(createGithub, runOf([warned]))).map(command)).toMatchObject([{ name: 'warning' }]);
  expect(linesOf(report(createGithub, stopped)).map(command)).toMatchObject([{ name: 'error', title: 'not run' }]);
});

test('there are ten of each level, and the others are counted', () => {
  const results = Array.from({ length: 14 }, (_, n) => {
    const findings = [finding(`bad ${n}`, 'error', `s${n}`), finding(`odd ${n}`, 'warn', `s${n}`)];
    return failed({ scenario: `s${n}`, findings });
  });
  const lines = linesOf(report(createGithub, runOf(results)));
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(10);
  expect(lines.filter((line) => !line.startsWith('::'))).toEqual([
    '4 more errors without an annotation: GitHub shows 10 of each level for a step',
    '4 more warnings without an annotation: GitHub shows 10 of each level for a step',
  ]);
});

test('no text from outside ends a command or begins another one', () => {
  const lines = linesOf(report(createGithub, hostile));
  const commands = lines.map(command);
  expect(commands.map(({ name }) => name)).toEqual(['error', 'error', 'warning']);
  for (const each of commands) expect(Object.keys(each).sort()).toContain('title');
  expect(commands[0]?.['file']).toContain('::error file=x::y');
});

test('what a step prints beside them is not read as commands', () => {
  const text = 'a\n  ::stop-commands::x\n::error::y\nb ::error::z\n\t##[error]w';
  const safe = withoutCommands(text);
  expect(safe).not.toMatch(/^\s*::/m);
  expect(safe).not.toContain('##[');
  expect(safe.replaceAll('\u2060', '')).toBe(text);
});
