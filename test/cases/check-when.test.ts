import { expect, test } from 'vitest';
import { planned, scenario } from './plan.ts';

const matrix = 'matrix: { model: [a/x, a/y], n: [1, 2], exclude: [{ model: a/y, n: 2 }] }\n';
const entry = (when: string) => `expect: [{ content: x }, { when: ${when}, content: y }]\n`;
const said = async (when: string, more = matrix) => (await planned({ 'a.yaml': scenario(more + entry(when)) })).said;

test.each([
  ['{ matrix.mode: a/x }', 'there is no mode in the matrix', 'did you mean matrix.model?'],
  ['{ matrix.seed: 1 }', 'there is no seed in the matrix', 'the axes are model and n'],
  ['{ matrix.model: "b/*" }', 'matrix.model is never "b/*"', 'it is a/x or a/y'],
  ['{ transport: sdk }', 'transport is never "sdk"', 'it is rest'],
  ['{ backend: mocks }', 'backend is never "mocks"', 'it is mock, replay or live'],
  ['{ endpoint: manged }', 'endpoint is never "manged"', 'it is managed or own'],
  ['{ matrix.model: "*y", matrix.n: 2 }', 'no case is all of this at once', 'remove a condition'],
])('when: %s fits no case, and says so', async (when, message, help) => {
  const [line, ...others] = await said(when);
  expect(line).toContain(`${message}: what is expected here would never be asked`);
  expect(line).toContain(help);
  expect(others).toEqual([]);
});

test.each([
  '{ matrix.model: "*x", matrix.n: 2, transport: "*", endpoint: own, backend: live }',
  '{ matrix.model: "${{ vars.model }}" }',
])('when: %s fits a case, or may', async (when) => {
  expect(await said(when)).toEqual([]);
});

test('a value that the environment may change is not judged', async () => {
  expect(await said('{ matrix.model: other }', 'matrix: { model: ["${{ vars.place }}"] }\n')).toEqual([]);
});

test('steps are judged as well, and what a folder expects is not', async () => {
  const files = {
    '_defaults.yaml': 'expect: [{ when: { matrix.model: z }, content: x }]\n',
    'a.yaml': scenario(),
    'b.yaml': `version: 1\ntitle: Two\ntransports: [rest]\nsteps:\n  - { id: a, request: {}, ${entry('{ transport: sdk }').trim()} }\n`,
  };
  const lines = (await planned(files)).said;
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('b.yaml:5');
});
