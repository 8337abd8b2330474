import { expect, test } from 'vitest';
import { ask, askAll, chunk, say } from '../ask.ts';

const thrown = { kind: 'error', error: { name: 'RateLimitError', message: 'x', status: 429, code: 'slow' } } as const;
const refused = { status: 429, body: '[]', sdk: thrown } as const;

test('what the SDK throws is compared', async () => {
  const wanted = { sdk: { error: 'RateLimitError', status: 429, code: 'slow' }, status: 429 };
  expect(await say('expect.sdk', { ...refused, expect: wanted })).toEqual([]);
  expect(await ask('expect.sdk', { ...refused, expect: { ...wanted, sdk: { error: 'ConflictError' } } })).toMatchObject(
    [{ severity: 'error', actual: '"RateLimitError"', at: { in: 'sdk', pointer: '/error' } }],
  );
  const fine = { sdk: { kind: 'value', value: {} }, expect: { sdk: { error: 'RateLimitError' } } } as const;
  expect(await say('expect.sdk', fine)).toEqual(['the SDK throws no error']);
});

test('on rest it does not apply, and that is told', async () => {
  const { checks } = await askAll({ expect: { sdk: { error: 'X' } } });
  expect(checks.notApplicable).toEqual([{ check: 'expect.sdk', reason: 'the request goes over rest' }]);
});

test('what was sent is compared: url, headers by name, body as JSON', async () => {
  const sent = { url: { pattern: '/chat/completions$' }, headers: { 'X-Team': 'blue' }, body: { required: ['model'] } };
  const request = { model: 'm' };
  expect(await say('expect.sent', { request, sentHeaders: { 'x-team': 'blue' }, expect: { sent } })).toEqual([]);
  expect(await say('expect.sent', { request: {}, expect: { sent } })).toEqual([
    'the header X-Team was not sent',
    expect.stringContaining('there is no model'),
  ]);
  const other = { request, sentHeaders: { 'x-team': 'red' }, expect: { sent } };
  expect(await ask('expect.sent', other)).toMatchObject([
    {
      actual: '"red"',
      at: { in: 'sent', pointer: '/headers/x-team' },
      place: { lineText: 'expect.sent.headers.X-Team' },
    },
  ]);
});

const chunks = [chunk({}), chunk({ content: 'a' }), chunk({}, 'stop')];
const live = { backend: 'live', request: { stream: true }, chunks } as const;
const first = JSON.stringify(chunks[0]).length + 8;

test('times of a live answer are compared, in ms or as durations', async () => {
  const read = {
    ...live,
    reads: [
      { offset: 0, at: 100 },
      { offset: first, at: 900 },
    ],
    endAt: 1000,
  };
  const within = {
    first_event: { max: 100 },
    first_content: { min: 900, max: '1s' },
    longest_gap: 800,
    total: { maximum: 1000 },
  };
  expect(await say('expect.timing', { ...read, expect: { timing: within } })).toEqual([]);
  const sooner = { first_content: { max: '500ms' }, total: { max: '1ms' } };
  expect(await say('expect.timing', { ...read, expect: { timing: sooner } })).toHaveLength(2);
});

test('a time that there is not is told, and mocks have none', async () => {
  const oneRead = { ...live, expect: { timing: { longest_gap: { max: 1 } } } };
  expect(await say('expect.timing', oneRead)).toEqual(['there is no longest_gap']);
  const { checks } = await askAll({ expect: { timing: { total: 1 } } });
  expect(checks.notApplicable).toEqual([
    { check: 'expect.timing', reason: 'the mock backend has no times of a service' },
  ]);
});
