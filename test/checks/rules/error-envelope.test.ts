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
  // Azure has no type.
  ['openai', { error: { code: 'DeploymentNotFound', message: 'no such deployment' } }],
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
  ['openai', { error: { code: 'x' } }, ['there is no message in error of the error body']],
  ['open-model', { detail: 'Not Found' }, ['there is no error in the error body']],
];

test.each(corrupted)('another form is reported for %s', async (profile, body, messages) => {
  expect(await say('error-envelope', { profile, status: 404, body })).toEqual(messages);
});

test('a page instead of JSON is one finding', async () => {
  const page = { status: 404, body: '<html>Not found</html>', headers: { 'content-type': 'text/html' } };
  expect(await ask('error-envelope', page)).toMatchObject([{ severity: 'error', actual: '<html>Not found</html>' }]);
  expect(await ask('error-envelope', { ...page, profile: 'open-model' })).toMatchObject([{ severity: 'warn' }]);
  expect(await say('error-envelope', { status: 503, body: '' })).toEqual(['the error body is empty']);
});

test('an error in events, and one that broke off, are told apart from a page', async () => {
  const error = { request: { stream: true }, status: 429 };
  const stream = `data: ${JSON.stringify({ error: openai })}\n\n`;
  expect(await say('error-envelope', { ...error, stream })).toEqual(['the error came as a stream of events']);
  expect(await say('error-envelope', { ...error, body: '[{"err', end: { kind: 'cut' } })).toEqual([]);
});

test('it is not asked of 2xx', async () => {
  expect(await say('error-envelope', {})).toBeUndefined();
});
