import { expect, test } from 'vitest';
import { reply } from './a-mock.ts';

test.each(['vertex-gemini', 'gemini'] as const)(
  '%s sends an error as a list of one, with its names',
  async (profile) => {
    const error = { message: 'Slow down', details: [{ reason: 'RATE' }] };
    const { text, type } = await reply({ status: 429, error }, { profile });
    expect(JSON.parse(text)).toEqual([{ error: { code: 429, status: 'RESOURCE_EXHAUSTED', ...error } }]);
    expect(type).toBe('application/json; charset=UTF-8');
  },
);

test.each(['openai', 'open-model'] as const)('%s sends an error as an object', async (profile) => {
  const { text } = await reply({ status: 503, error: { code: 'overloaded' } }, { profile });
  const error = { message: 'HTTP 503', type: 'server_error', param: null, code: 'overloaded' };
  expect(JSON.parse(text)).toEqual({ error });
});

test('what the reply says about the error holds over what the status says', async () => {
  const { text } = await reply({ status: 400, error: { status: 'FAILED_PRECONDITION', code: 9 } });
  expect(JSON.parse(text)).toEqual([{ error: { code: 9, message: 'HTTP 400', status: 'FAILED_PRECONDITION' } }]);
});

test('an error status alone is an error, also where a stream was asked for', async () => {
  const { text, type } = await reply({ status: 404 }, { request: { stream: true } });
  expect(JSON.parse(text)).toMatchObject([{ error: { code: 404, status: 'NOT_FOUND' } }]);
  expect(type).toBe('application/json; charset=UTF-8');
});

test.each([
  [{ status: 'UNAVAILABLE' }, 503],
  [{ code: 403 }, 403],
  [{ message: 'Something broke' }, 500],
])('an error %j without a status is never a success', async (error, status) => {
  expect((await reply({ error })).status).toBe(status);
});
