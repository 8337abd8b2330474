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
      'the service answered 400: the request was refused (INVALID_ARGUMENT: Requests ending with a model turn are not supported.)',
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

test.each([
  [{ error: 'Input is too long', error_type: 'validation' }, 'Input is too long'],
  [{ detail: 'Not allowed' }, 'Not allowed'],
  [{ object: 'error', message: 'too long', type: 'BadRequestError', code: 400 }, 'BadRequestError: too long'],
  [
    { detail: [{ loc: ['body', 'messages'], msg: 'field required' }] },
    '{"detail":[{"loc":["body","messages"],"msg":"field required"}]}',
  ],
])('the words of an error are quoted, whatever form it has: %j', async (body, quote) => {
  expect(await say('status', { profile: 'open-model', status: 422, body })).toEqual([
    `the service answered 422: the request was refused (${quote})`,
  ]);
});

test('a 429 says what is used up', async () => {
  const used = async (message: string) =>
    (await say('status', { status: 429, body: vertexError(429, 'RESOURCE_EXHAUSTED', message) }))?.[0];
  expect(await used('Resource exhausted.')).toContain('too many requests, or no capacity left at the moment');
  expect(await used('Exceeded the Provisioned Throughput.')).toContain('the provisioned throughput is used up');
  expect(await used('Your prepayment credits are depleted.')).toContain('the credits are used up');
});

test.each([400, 403, 404, 409, 422, 429, 500, 503])(
  'an unexpected %i is exactly one finding, on both transports',
  async (code) => {
    const names: { readonly [status: number]: string } = {
      400: 'BadRequestError',
      403: 'PermissionDeniedError',
      404: 'NotFoundError',
      409: 'ConflictError',
      422: 'UnprocessableEntityError',
      429: 'RateLimitError',
    };
    const asking = {
      request: { stream: true, n: 2, tools: [{}], tool_choice: 'required', response_format: { type: 'json_object' } },
      expect: { content: 'Hello', stream: { done: true }, chunks: { count: 2 }, tool_calls: [{ name: 'f' }] },
      status: code,
      body: vertexError(code, 'SOME', 'It says why'),
    };
    const name = names[code] ?? 'InternalServerError';
    for (const sdk of [undefined, { kind: 'error', error: { name, message: 'x', status: code } } as const]) {
      const { findings } = await askAll({ ...asking, ...(sdk && { sdk }) });
      expect(findings.map(({ check }) => check)).toEqual(['status']);
      const known = await askAll({ ...asking, expect: { ...asking.expect, status: '2xx' }, ...(sdk && { sdk }) });
      expect(known.findings.map(({ check }) => check)).toEqual(['expect.status']);
    }
  },
);
