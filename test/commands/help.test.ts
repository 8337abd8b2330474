import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { longForm, renderCommandHelp, renderHelp } from '../../src/commands/help.ts';
import { groupOptions } from '../../src/commands/option-groups.ts';
import type { OptionName } from '../../src/commands/options.ts';
import { parseArgs } from '../../src/commands/parse-args.ts';
import { createStyle } from '../../src/lib/style.ts';
import { call } from './a-cli.ts';

const plain = createStyle(false);
const all = Object.entries(commands);
const examples = all.flatMap(([name, command]) => command.examples.map(([line]) => ({ name, line })));

/** What an example hands to vertex-scenarios, as a shell reads it. */
function wordsOf(line: string): string[] {
  const script = `vertex-scenarios() { for word; do printf '%s\\0' "$word"; done; }; npx() { "$@"; }; ${line}`;
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

test.each(examples)('the example of $name is a call of it: $line', async ({ name, line }) => {
  expect(line).toContain('vertex-scenarios');
  const parsed = await parseArgs(wordsOf(line), {});
  expect(parsed.diagnostics).toEqual([]);
  expect(parsed.name).toBe(name);
});

test('an example with a flag of another command would be seen', async () => {
  expect(wordsOf("npx vertex-scenarios list --tag 'a and b'")).toEqual(['list', '--tag', 'a and b']);
  expect((await parseArgs(wordsOf('vertex-scenarios list --reporter json'), {})).diagnostics).toHaveLength(1);
});

test.each(all)('%s has two to six examples and says what its exit codes mean', (_, { examples: own, exits }) => {
  expect(own.length).toBeGreaterThanOrEqual(2);
  expect(own.length).toBeLessThanOrEqual(6);
  expect(Object.keys(exits)).toContain('2');
});

test.each(all)('the help of %s has all its flags, each once', (name, command) => {
  const flags = renderCommandHelp(name, command, { style: plain, width: 80 })
    .split('\n')
    .flatMap((line) => /^ {2}(?:-., | {4})(--\S+)/.exec(line)?.[1] ?? []);
  const forms = command.options.map((option) => longForm(option).split(' ')[0]);
  expect(flags.sort()).toEqual(forms.sort());
});

test('a flag without a heading of its own is shown under the last one', () => {
  expect(groupOptions(['tag', 'new-flag' as OptionName, 'help'])).toEqual([
    { heading: 'Which cases', options: ['tag'] },
    { heading: 'General', options: ['new-flag', 'help'] },
  ]);
});

test('every flag that runs has a heading of its own', () => {
  const used = [...new Set(all.flatMap(([, { options }]) => options))];
  expect(groupOptions(used).at(-1)).toEqual({ heading: 'General', options: ['help', 'version'] });
});

test.each([60, 80, 120])('all help fits %i columns, but for the calls that are to be copied', (width) => {
  const look = { style: plain, width };
  const pages = [renderHelp('1.2.3', look), ...all.map(([name, command]) => renderCommandHelp(name, command, look))];
  const calls = new Set(examples.map(({ line }) => `  ${line}`));
  const long = pages
    .join('')
    .split('\n')
    .filter((line) => line.length > width && !calls.has(line));
  expect(long).toEqual([]);
});

test('calls fit 80 columns too', () => {
  expect(examples.filter(({ line }) => line.length > 78)).toEqual([]);
});

test('help COMMAND is COMMAND --help, and help alone is --help', async () => {
  const [help, flag] = [await call(['help', 'run']), await call(['run', '--help'])];
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toBe(flag.out);
  expect(help.out).toContain('Exit codes');
  const whole = await call(['help']);
  expect(whole.out).toBe((await call(['--help'])).out);
  for (const [name] of all) expect(whole.out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});

test('help of a command that is not there names the one that was meant', async () => {
  const { code, err } = await call(['help', 'shwo']);
  expect(code).toBe(2);
  expect(err).toContain('did you mean show?');
});

test('headings are bold for people and plain in a pipe', async () => {
  expect((await call(['help', 'list'], { env: { FORCE_COLOR: '1' } })).out).toContain('\u001b[1mExit codes\u001b[22m');
  expect((await call(['help', 'list'])).out).not.toContain('\u001b');
});
