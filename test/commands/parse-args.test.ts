import { expect, test } from 'vitest';
import { parseArgs } from '../../src/commands/parse-args.ts';

const codes = async (argv: string[], env = {}) => (await parseArgs(argv, env)).diagnostics.map(({ code }) => code);

test('run is the default command, and a path is no command', async () => {
  expect((await parseArgs([], {})).name).toBe('run');
  expect(await parseArgs(['scenarios/tools'], {})).toMatchObject({ name: 'run', operands: ['scenarios/tools'] });
});

test('a command is taken from the operands', async () => {
  expect(await parseArgs(['validate', 'a.yaml', 'b.yaml'], {})).toMatchObject({
    name: 'validate',
    operands: ['a.yaml', 'b.yaml'],
  });
});

test('a repeatable flag keeps all its values, another the last', async () => {
  const { options, diagnostics } = await parseArgs(['--set', 'a=1', '--set=b=2', '-j', '4', '-j', '8'], {});
  expect(options).toEqual({ set: ['a=1', 'b=2'], concurrency: '8' });
  expect(diagnostics).toEqual([]);
});

test('an unknown flag is refused with the one that was meant', async () => {
  const { diagnostics } = await parseArgs(['--transprot', 'rest'], {});
  expect(diagnostics[0]).toMatchObject({ code: 'unknown-flag', help: 'did you mean --transport?' });
});

test('all that is wrong is told at once', async () => {
  expect(await codes(['--nope', '--help=1', '--model', '--grep'])).toEqual([
    'unknown-flag',
    'flag-value',
    'flag-value',
  ]);
});

test('a flag of another command is refused', async () => {
  expect(await codes(['validate', '--reporter', 'json'])).toEqual(['unknown-flag']);
});

test('a command that does not run yet is refused and never ignored', async () => {
  expect(await codes(['gate'])).toEqual(['not-supported-yet']);
});

test('a flag is read from the environment, and what is typed wins', async () => {
  const env = { VERTEX_SCENARIOS_MODEL: 'env', VERTEX_SCENARIOS_TAG: 'smoke' };
  expect((await parseArgs(['--model', 'typed'], env)).options).toEqual({ model: 'typed', tag: 'smoke' });
});

test('a switch in the environment is 1 or 0, and anything else is refused', async () => {
  expect((await parseArgs(['list'], { VERTEX_SCENARIOS_JSON: '1' })).options).toEqual({ json: true });
  expect((await parseArgs(['list'], { VERTEX_SCENARIOS_JSON: '0' })).options).toEqual({});
  expect(await codes(['list'], { VERTEX_SCENARIOS_JSON: 'maybe' })).toEqual(['flag-value']);
});
