import { expect, test } from 'vitest';
import { applyPatch } from '../../src/mock/patch.ts';
import type { Json } from '../../src/model/json.ts';
import { judge, reply } from './a-mock.ts';

/** `${{ omit }}` reaches the mock as a key without a value. */
const omit = undefined as unknown as Json;

test('a patch writes values by JSON Pointer, and the body stays as it is', () => {
  const body = { id: 'a', choices: [{ index: 0, 'x/y': 1 }] };
  expect(applyPatch(body, { '/id': null, '/choices/0/x~1y': [2] })).toEqual({
    id: null,
    choices: [{ index: 0, 'x/y': [2] }],
  });
  expect(body).toEqual({ id: 'a', choices: [{ index: 0, 'x/y': 1 }] });
});

test('a patch makes the maps that are missing on the way, and adds to the end of a list', () => {
  expect(applyPatch({ list: [1] }, { '/usage/details/n': 5, '/list/-': 2, '/list/2': 3 })).toEqual({
    list: [1, 2, 3],
    usage: { details: { n: 5 } },
  });
});

test('a patch removes what is omitted, of maps and of lists', () => {
  expect(applyPatch({ usage: {}, list: [1, 2] }, { '/usage': omit, '/list/0': omit, '/none': omit })).toEqual({
    list: [2],
  });
});

test('a patch of the empty pointer replaces the whole', () => {
  expect(applyPatch({ id: 'a' }, { '': 'gone' })).toBe('gone');
});

test.each(['/list/x', '/list/2', '/list/01/a'])('a patch says that %s hits nothing', (pointer) => {
  expect(() => applyPatch({ list: [1] }, { [pointer]: 0 })).toThrow(`the patch ${pointer} hits nothing`);
});

test('no patch leaves a body as it is', () => {
  const body = { id: 'a' };
  expect(applyPatch(body, undefined)).toBe(body);
});

test('a completion is patched before it is cut into chunks', async () => {
  const mock = { content: 'a', patch: { '/model': 'other', '/choices/0/message/content': 'b', '/usage': omit } };
  for (const request of [{}, { stream: true }]) {
    const { answer, findings } = await judge(mock, { request });
    expect(answer.completion).toMatchObject({ model: 'other', choices: [{ message: { content: 'b' } }] });
    expect(findings.map(({ check }) => check)).toEqual(['usage', 'model-echo']);
  }
});

test('bodies and errors are patched, raw is not', async () => {
  const patch = { '': 'patched' };
  expect((await reply({ body: {}, patch })).text).toBe('"patched"');
  expect((await reply({ status: 400, patch })).text).toBe('"patched"');
  expect((await reply({ raw: 'raw', patch })).text).toBe('raw');
});
