import { expect, test } from 'vitest';
import { judgeOutcome } from '../../src/checks/verdict.ts';
import type { BodyEnd, Exchange, NoResponse } from '../../src/model/exchange.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { vertexError } from './ask.ts';

function answered(status: number, body: Json, end: BodyEnd = { kind: 'complete' }, headers = {}): Exchange {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return exchange({ kind: 'response', status, headers, body: { kind: 'json', bytes, reads: [], end } });
}

function exchange(outcome: Exchange['outcome']): Exchange {
  return { request: { method: 'POST', url: '', headers: {}, body: '' }, outcome, timings: { startedAt: 0, end: 1 } };
}

const judge = (from: Exchange, expected: JsonObject = {}) =>
  judgeOutcome(from, [{ path: ['expect'], facets: expected }]);
const reason = (name: string) => [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: name }];

test('the status that is expected is judged by the checks', () => {
  expect(judge(answered(200, {}))).toEqual({ kind: 'judged', retry: false });
  expect(judge(answered(429, ''), { status: 429 })).toEqual({ kind: 'judged', retry: false });
  expect(judge(answered(503, ''), { status: ['4xx', '5xx'] })).toEqual({ kind: 'judged', retry: false });
  expect(judge(answered(403, ''), { error: { code: 403 } })).toEqual({ kind: 'judged', retry: false });
  expect(judge(answered(404, ''), { status: null, error: null }).kind).toBe('unexpected');
});

const undecided: [string, Exchange, string, boolean][] = [
  [
    '401',
    answered(401, vertexError(401, 'UNAUTHENTICATED', 'x', reason('ACCESS_TOKEN_TYPE_UNSUPPORTED'))),
    'the access token is not valid, most likely it has expired',
    false,
  ],
  [
    '401 without header',
    answered(401, vertexError(401, 'UNAUTHENTICATED', 'x', reason('CREDENTIALS_MISSING'))),
    'no credentials were sent',
    false,
  ],
  [
    '403 of a disabled API',
    answered(403, vertexError(403, 'PERMISSION_DENIED', 'x', reason('SERVICE_DISABLED'))),
    'is not enabled in this project',
    false,
  ],
  [
    '403 of a missing role',
    answered(403, vertexError(403, 'PERMISSION_DENIED', 'x', reason('IAM_PERMISSION_DENIED'))),
    'aiplatform.endpoints.predict',
    false,
  ],
  [
    '403 that names a permission',
    answered(
      403,
      vertexError(403, 'PERMISSION_DENIED', "Permission 'aiplatform.endpoints.predict' denied on resource"),
    ),
    'denied on resource',
    false,
  ],
  ['429', answered(429, vertexError(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted.')), 'try again later', true],
  ['500', answered(500, vertexError(500, 'INTERNAL', 'x')), 'the service failed', false],
  ['503', answered(503, vertexError(503, 'UNAVAILABLE', 'x')), 'the service failed', true],
  [
    'a connection reset before the body',
    answered(200, '', { kind: 'reset', message: 'ECONNRESET' }),
    'broke before the body began',
    true,
  ],
  [
    'a body that does not begin',
    answered(200, '', { kind: 'timeout', which: 'first_event', limit: 60 }),
    'the body did not begin within 60ms',
    false,
  ],
];

test.each(undecided)('%s leaves the case undecided', (_what, from, cause, retry) => {
  expect(judge(from)).toEqual({ kind: 'undecided', cause: expect.stringContaining(cause), retry: retry && {} });
});

const silences: [NoResponse['reason'], string, boolean][] = [
  ['connection', 'undecided', true],
  ['timeout', 'undecided', false],
  ['credentials', 'undecided', false],
  ['not-recorded', 'undecided', false],
  ['aborted', 'skipped', false],
];

test.each(silences)('no response because of %s is %s', (why, kind, retry) => {
  expect(judge(exchange({ kind: 'no-response', reason: why, message: 'ECONNREFUSED' }))).toMatchObject({
    kind,
    retry: retry && {},
  });
});

const failed: [string, Exchange, string][] = [
  [
    '400',
    answered(400, vertexError(400, 'INVALID_ARGUMENT', "Malformed publisher model (`model`: 'gemini-3.5-flash')")),
    'the model lacks its publisher, write google/ before the id',
  ],
  [
    '404 of a model',
    answered(404, vertexError(404, 'NOT_FOUND', 'Publisher Model `x` was not found')),
    'the model id is wrong or retired, is not served at this location, or the project has no access to it: all look alike',
  ],
  [
    '404 of a page',
    answered(404, '<html>\n  <title>404</title>'),
    'host or path are wrong, what answered is not the API (<html> <title>404</title>)',
  ],
  [
    '403 for another reason',
    answered(403, vertexError(403, 'PERMISSION_DENIED', 'The region is not allowed')),
    'the request is forbidden',
  ],
  ['200 where an error is expected', answered(200, {}), 'the service answered 200'],
];

test.each(failed)('%s fails the case', (what, from, why) => {
  const expected: JsonObject = what.startsWith('200') ? { status: 400 } : {};
  expect(judge(from, expected)).toEqual({ kind: 'unexpected', reason: expect.stringContaining(why), retry: false });
});

test('a body that breaks off after its first byte is judged by answer-complete', () => {
  expect(judge(answered(200, '{"id"', { kind: 'reset', message: 'ECONNRESET' }))).toEqual({
    kind: 'judged',
    retry: false,
  });
});

function streamed(text: string, end: BodyEnd): Exchange {
  const body = { kind: 'stream', bytes: new TextEncoder().encode(text), reads: [], end } as const;
  return exchange({ kind: 'response', status: 200, headers: {}, body });
}

const broken: [BodyEnd, string, boolean][] = [
  [{ kind: 'reset', message: 'ECONNRESET' }, 'the connection broke before the first event came: ECONNRESET', true],
  [{ kind: 'cut' }, 'the connection ended before the first event came', true],
  [{ kind: 'timeout', which: 'idle', limit: 30_000 }, 'the first event did not come, nothing came for 30.0s', false],
  [{ kind: 'timeout', which: 'total', limit: 90_000 }, 'the first event did not come within 1m30s', false],
];

test.each(broken)('a stream with %j leaves the case undecided until its first event has come', (end, cause, again) => {
  // Sent again is only what broke before the first byte.
  expect(judge(streamed('', end))).toEqual({ kind: 'undecided', cause, retry: again && {} });
  expect(judge(streamed(': ping\n\n: ping\n\n', end))).toEqual({ kind: 'undecided', cause, retry: false });
  expect(judge(streamed('data: {"id"', end))).toEqual({ kind: 'undecided', cause, retry: false });
  expect(judge(streamed(': ping\n\ndata: {}\n\n', end))).toEqual({ kind: 'judged', retry: false });
});

test('a stream of comments alone that came to its end is judged, and so is one over the limit', () => {
  expect(judge(streamed(': ping\n\n', { kind: 'complete' })).kind).toBe('judged');
  expect(judge(streamed(': ping\n\n', { kind: 'limit', limit: 3 })).kind).toBe('judged');
});

test('an error is quoted in every form', () => {
  expect(judge(answered(422, { error: 'too long' }))).toMatchObject({ reason: expect.stringContaining('(too long)') });
  expect(judge(answered(422, { detail: 'no' }))).toMatchObject({ reason: expect.stringContaining('(no)') });
});

test('the wait that a service asks for is told, and one of more than a minute is not waited for', () => {
  const busy = (after: string) => judge(answered(429, '', undefined, { 'retry-after': after }));
  expect(busy('7')).toMatchObject({ kind: 'undecided', retry: { after: 7000 } });
  expect(busy('soon')).toMatchObject({ kind: 'undecided', retry: {} });
  expect(busy('3600')).toMatchObject({
    kind: 'undecided',
    cause: expect.stringContaining('and asks to wait'),
    retry: false,
  });
  const { retry } = busy(new Date(Date.now() + 30_000).toUTCString());
  expect(retry === false ? undefined : retry.after).toBeGreaterThan(25_000);
});
