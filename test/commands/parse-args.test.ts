import { expect, test } from 'vitest';
import { parseArgs } from '../../src/commands/parse-args.ts';

const codes = (argv: string[], env = {}) => parseArgs(argv, env).diagnostics.map(({ code }) => code);

test('run is the default command, and a path is no command', () => {
  expect(parseArgs([], {}).name).toBe('run');
  expect(parseArgs(['scenarios/tools'], {})).toMatchObject({ name: 'run', operands: ['scenarios/tools'] });
});

test('a command is taken from the operands', () => {
  expect(parseArgs(['validate', 'a.yaml', 'b.yaml'], {})).toMatchObject({
    name: 'validate',
    operands: ['a.yaml', 'b.yaml'],
  });
});

test('a repeatable flag keeps all its values, another the last', () => {
  const { options, diagnostics } = parseArgs(['--set', 'a=1', '--set=b=2', '-j', '4', '-j', '8'], {});
  expect(options).toEqual({ set: ['a=1', 'b=2'], concurrency: '8' });
  expect(diagnostics).toEqual([]);
});

test('an unknown flag is refused with the one that was meant', () => {
  const { diagnostics } = parseArgs(['--transprot', 'rest'], {});
  expect(diagnostics[0]).toMatchObject({ code: 'unknown-flag', help: 'did you mean --transport?' });
});

test('all that is wrong is told at once', () => {
  expect(codes(['--nope', '--help=1', '--model', '--grep'])).toEqual(['unknown-flag', 'flag-value', 'flag-value']);
});

test('a flag of another command is refused', () => {
  expect(codes(['validate', '--reporter', 'json'])).toEqual(['unknown-flag']);
});

test('a flag or a command that does not run yet is refused and never ignored', () => {
  expect(codes(['--live'])).toEqual(['not-supported-yet']);
  expect(codes(['serve'])).toEqual(['not-supported-yet']);
});

test('a flag is read from the environment, and what is typed wins', () => {
  const env = { VERTEX_SCENARIOS_MODEL: 'env', VERTEX_SCENARIOS_TAG: 'smoke' };
  expect(parseArgs(['--model', 'typed'], env).options).toEqual({ model: 'typed', tag: 'smoke' });
});

test('a switch in the environment is 1 or 0, and anything else is refused', () => {
  expect(parseArgs(['list'], { VERTEX_SCENARIOS_JSON: '1' }).options).toEqual({ json: true });
  expect(parseArgs(['list'], { VERTEX_SCENARIOS_JSON: '0' }).options).toEqual({});
  expect(codes(['list'], { VERTEX_SCENARIOS_JSON: 'maybe' })).toEqual(['flag-value']);
});
