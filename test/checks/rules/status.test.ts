import { expect, test } from 'vitest';
import { ask, askAll, say, vertexError } from '../ask.ts';

test('a 2xx answer is silent', async () => {
  expect(await say('status', {})).toEqual([]);
  expect(await say('status', { status: 204, body: '' })).toEqual([]);
});

test('an unexpected status says what it means and quotes the service', async () => {
  const body = vertexError(400, 'INVALID_ARGUMENT', 'Requests ending with a model turn are not supported.');
  const [finding] = (await ask('status', { status: 400, body })) ?? [];
  expect(finding).toMatchObject({
    severity: 'error',
    message:
      'the service answered 400: the service refused the request (INVALID_ARGUMENT: Requests ending with a model turn are not supported.)',
    expected: '2xx',
    at: { in: 'status' },
    place: { lineText: 'request' },
  });
});

test('where the status is unexpected, nothing is asked about the answer', async () => {
  const body = vertexError(404, 'NOT_FOUND', 'Publisher Model `x` was not found');
  const { findings, checks } = await askAll({
    status: 404,
    body,
    expect: { content: 'Hello', usage: { total_tokens: 3 } },
  });
  expect(findings.map(({ check }) => check)).toEqual(['status']);
  expect(checks.asked).toEqual(['status', 'error-envelope', 'answer-complete']);
  expect(checks.notApplicable).toEqual([
    { check: 'expect.content', reason: 'the service answered 404' },
    { check: 'expect.usage', reason: 'the service answered 404' },
  ]);
});

test('it is not asked where expect speaks about status or error', async () => {
  expect(await say('status', { status: 429, body: '', expect: { status: 429 } })).toBeUndefined();
  expect(await say('status', { status: 429, body: '', expect: { error: { code: 429 } } })).toBeUndefined();
});
