import { expect, test } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import type { ProfileName } from '../../../src/model/names.ts';
import { ask, say, vertexError } from '../ask.ts';

const google = { code: 404, message: 'no such model', status: 'NOT_FOUND' };
const openai = { message: 'no such model', type: 'invalid_request_error', param: null, code: 'model_not_found' };

const healthy: [ProfileName, Json][] = [
  ['vertex-gemini', vertexError(404, 'NOT_FOUND', 'no such model')],
  ['vertex-gemini', { error: google }],
  ['gemini', vertexError(404, 'NOT_FOUND', 'no such model', [{ '@type': 'x', reason: 'y' }])],
  ['openai', { error: openai }],
  ['open-model', { error: openai }],
  ['open-model', [{ error: google }]],
  ['open-model', { object: 'error', message: 'too long', type: 'BadRequestError', code: 400 }],
];

test.each(healthy)('the form of %s is silent', async (profile, body) => {
  expect(await say('error-envelope', { profile, status: 404, body })).toEqual([]);
});

const corrupted: [ProfileName, Json, string[]][] = [
  ['vertex-gemini', [{ error: { code: 404, message: 'x' } }], ['there is no status in [0].error of the error body']],
  ['vertex-gemini', [], ['the error body has 0 items, fewer than 1']],
  [
    'vertex-gemini',
    { error: openai },
    ['there is no status in error of the error body', 'error.code of the error body is a string, not an integer'],
  ],
  ['gemini', { message: 'x' }, ['there is no error in the error body']],
  ['openai', [{ error: openai }], ['the error body is an array, not an object']],
  ['openai', { error: 'no such model' }, ['error of the error body is a string, not an object']],
  ['open-model', { detail: 'Not Found' }, ['there is no error in the error body']],
];

test.each(corrupted)('another form is reported for %s', async (profile, body, messages) => {
  expect(await say('error-envelope', { profile, status: 404, body })).toEqual(messages);
});

test('a page instead of JSON is one finding', async () => {
  const page = { status: 404, body: '<html>Not found</html>', headers: { 'content-type': 'text/html' } };
  expect(await ask('error-envelope', page)).toMatchObject([{ severity: 'error', actual: '<html>Not found</html>' }]);
  expect(await ask('error-envelope', { ...page, profile: 'open-model' })).toMatchObject([{ severity: 'warn' }]);
  expect(await ask('error-envelope', { status: 503, body: '' })).toMatchObject([{ actual: 'an empty body' }]);
});

test('it is not asked of 2xx', async () => {
  expect(await say('error-envelope', {})).toBeUndefined();
});
